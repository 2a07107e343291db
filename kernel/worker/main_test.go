package worker

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// TestMain lets the test binary be the worker's process as well.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "worker" {
		Main()
	}
	if len(os.Args) == 3 && os.Args[1] == "front" {
		front(os.Args[2])
	}
	goleak.VerifyTestMain(m)
}
