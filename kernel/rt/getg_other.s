//go:build !amd64 && !arm64

// An assembly file lets label.go declare functions without bodies.
