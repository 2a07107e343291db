// Package resident lets go of what a process keeps resident in memory but does not
// use while nobody asks anything of it. Front and worker call it when they have been
// idle for [After], so that a room of kernels takes what its working ones need.
//
// What is let go:
//
//   - The free part of the heap and of the goroutines' stacks, after a collection. The
//     runtime by itself keeps it for minutes, and a tenth of it for good.
//   - On Linux, the mappings of pages of the binary. They are in the system's page cache,
//     once for all kernels, and stay there; but three quarters of those that a process has
//     mapped were needed by the start of the 160 packages alone. A page that nobody maps
//     counts for nobody, and the system may reuse it first when memory is short. One
//     that is needed again costs a fault that reads nothing.
//
// Why, and what it costs: kernel/decisions/0014-an-idle-kernel-lets-go.md.
package resident
