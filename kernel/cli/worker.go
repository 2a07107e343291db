package cli

import "schedtick/kernel/worker"

// workerCommand is the hidden subcommand that runs user code. Its arguments and
// descriptors are the supervisor's business (package worker).
const workerCommand = "worker"

func workerMain() int {
	worker.Main()
	return 0
}
