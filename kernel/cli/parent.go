package cli

import (
	"os"
	"strconv"
	"sync"
	"time"
)

// parentVariable is set by Jupyter to its process id, so that kernels can end
// with it.
const parentVariable = "JPY_PARENT_PID"

// parentLook is how often the parent is looked at. A kernel that outlives its
// parent by this much harms nobody.
const parentLook = time.Second

// watchParent calls gone when the process that started this one is no longer its
// parent. It watches only where Jupyter asks for it. The returned function ends
// the watch and its one goroutine.
func watchParent(gone func()) (stop func()) {
	want, err := strconv.Atoi(os.Getenv(parentVariable))
	if err != nil || want <= 1 || os.Getppid() != want {
		return func() {} // started by hand, or through another process
	}
	quit := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		look := time.NewTicker(parentLook)
		defer look.Stop()
		for {
			select {
			case <-quit:
				return
			case <-look.C:
				if os.Getppid() != want {
					gone()
					return
				}
			}
		}
	})
	return func() { close(quit); watching.Wait() }
}
