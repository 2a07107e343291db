package transport

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strconv"

	"schedtick/kernel/jupyter"
)

// Address returns the network ("tcp" or "unix") and address of a channel, as
// net.Dial wants them.
func Address(info jupyter.ConnectionInfo, ch Channel) (network, address string) {
	port := *ch.port(&info)
	if info.Transport == jupyter.IPC {
		return "unix", fmt.Sprintf("%s-%d", info.IP, port)
	}
	ip := info.IP
	if ip == "*" {
		ip = ""
	}
	return "tcp", net.JoinHostPort(ip, strconv.Itoa(port))
}

// bind opens the listener of a channel. If the port in info is 0, it finds a
// free one and writes it there.
func bind(info *jupyter.ConnectionInfo, ch Channel) (net.Listener, error) {
	port := ch.port(info)
	if info.Transport == jupyter.IPC {
		return bindIPC(info, ch, port)
	}
	network, address := Address(*info, ch)
	l, err := net.Listen(network, address)
	if err != nil {
		return nil, fmt.Errorf("transport: %s: %w", ch, err)
	}
	if a, ok := l.Addr().(*net.TCPAddr); ok {
		*port = a.Port
	}
	return l, nil
}

// bindIPC opens a unix socket that only its owner may connect to. "Port" n is
// part of the path; a free one is the first whose path does not exist.
func bindIPC(info *jupyter.ConnectionInfo, ch Channel, port *int) (net.Listener, error) {
	chosen := *port != 0
	for n := max(*port, 1); n <= 65535; n++ {
		*port = n
		network, path := Address(*info, ch)
		switch _, err := os.Lstat(path); {
		case errors.Is(err, fs.ErrNotExist):
		case !chosen:
			continue
		case err == nil:
			if err := removeStale(path); err != nil {
				return nil, fmt.Errorf("transport: %s: %w", ch, err)
			}
		}
		l, err := net.Listen(network, path)
		if err != nil {
			if !chosen && errors.Is(err, fs.ErrExist) {
				continue
			}
			return nil, fmt.Errorf("transport: %s: %w", ch, err)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			l.Close()
			return nil, fmt.Errorf("transport: %s: %w", ch, err)
		}
		return l, nil
	}
	return nil, fmt.Errorf("transport: %s: no free socket %s-N", ch, info.IP)
}

// removeStale removes a socket that a dead kernel left at path. It refuses what
// is not a socket, or is one that somebody listens on.
func removeStale(path string) error {
	fi, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if fi.Mode()&fs.ModeSocket == 0 {
		return fmt.Errorf("%s is in the way and not a socket", path)
	}
	if c, err := net.Dial("unix", path); err == nil {
		c.Close()
		return fmt.Errorf("%s is in use", path)
	}
	return os.Remove(path)
}
