package worker

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// The environment variables that lead a process to the front.
const (
	envAddress = "SCHEDTICK_WORKER_ADDRESS"
	envToken   = "SCHEDTICK_WORKER_TOKEN"
	envCrash   = "SCHEDTICK_WORKER_CRASH" // handle of the pipe for last words
)

// acceptTime is how long a process may take from its start to its connection.
const acceptTime = 30 * time.Second

// link is the front's end of the frames: a connection on loopback, from the process
// that knows the token.
type link struct {
	listener *net.TCPListener
	token    string
	there    chan struct{} // closed when conn is
	conn     net.Conn
}

func newLink(cmd *exec.Cmd, _ *sharedMemory, crash *os.File, _ bool) (*link, error) {
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, err
	}
	token := rand.Text()
	if cmd.Env == nil {
		cmd.Env = os.Environ()
	}
	// A handle can be inherited, unlike a descriptor of a certain number.
	h := crash.Fd()
	if err := windows.SetHandleInformation(windows.Handle(h), windows.HANDLE_FLAG_INHERIT, windows.HANDLE_FLAG_INHERIT); err != nil {
		l.Close()
		return nil, err
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{AdditionalInheritedHandles: []syscall.Handle{syscall.Handle(h)}}
	cmd.Env = append(cmd.Env, envAddress+"="+l.Addr().String(), envToken+"="+token, fmt.Sprintf("%s=%d", envCrash, h))
	return &link{listener: l, token: token, there: make(chan struct{})}, nil
}

// accept waits for the connection of the process that was started.
func (l *link) accept(quit <-chan struct{}) error {
	defer l.listener.Close()
	if err := l.listener.SetDeadline(time.Now().Add(acceptTime)); err != nil {
		return err
	}
	for {
		c, err := l.listener.Accept()
		if err != nil {
			return err
		}
		_ = c.SetReadDeadline(time.Now().Add(time.Second))
		got := make([]byte, len(l.token))
		if _, err := io.ReadFull(c, got); err != nil || subtle.ConstantTimeCompare(got, []byte(l.token)) != 1 {
			c.Close() // somebody else on this machine
			continue
		}
		_ = c.SetReadDeadline(time.Time{})
		l.conn = c
		close(l.there)
		return nil
	}
}

func (l *link) Read(b []byte) (int, error) { return l.conn.Read(b) }

// Write waits for the process.
func (l *link) Write(b []byte) (int, error) {
	select {
	case <-l.there:
		return l.conn.Write(b)
	case <-time.After(acceptTime):
		return 0, errors.New("worker: the process did not connect")
	}
}

func (l *link) close() {
	l.listener.Close()
	select {
	case <-l.there:
		l.conn.Close()
	default:
	}
}

func killGroup(int) {}

// dial is the process's side of accept.
func dial() (net.Conn, error) {
	address, token := os.Getenv(envAddress), os.Getenv(envToken)
	if address == "" {
		return nil, fmt.Errorf("%s is not set", envAddress)
	}
	os.Unsetenv(envAddress)
	os.Unsetenv(envToken)
	c, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(c, token); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}
