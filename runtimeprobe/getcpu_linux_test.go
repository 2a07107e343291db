package runtimeprobe

import "runtime"

// sysGetcpu is the number of the system call, which package syscall does not have
// for all architectures.
var sysGetcpu = map[string]uintptr{"amd64": 309, "386": 318, "arm": 345, "arm64": 168, "riscv64": 168, "loong64": 168, "s390x": 311, "ppc64le": 302}[runtime.GOARCH]
