// Package worker runs the user's code in a process of its own.
//
// The front holds a Worker: a handle that stays valid while the process behind it
// dies and is replaced. The process is the same binary, started with a hidden
// subcommand that calls Main; it holds the interpreter (kernel/engine) and the
// probe, and nothing else.
//
// Front and process exchange frames: typed, versioned, bounded in length. On Unix
// they travel on descriptors 3 (to the worker) and 4 (from it); descriptor 5 is
// memory that both share, so that output which the worker had not written yet
// survives its death; descriptor 6 takes what the Go runtime has to say when it
// dies. Descriptors 0, 1 and 2 belong to the user's program.
//
// Output and frames are kept in order by a fence: the worker writes output before
// it sends the frame that follows it, so when a frame arrives, what came before is
// in the pipes, and the front empties them before it looks at the frame.
package worker
