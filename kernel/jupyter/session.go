package jupyter

import (
	"os/user"
	"time"
)

// Session stamps the messages that one process makes. It is a value, safe for
// use by several goroutines.
type Session struct {
	ID       string // one a process
	Username string
}

// NewSession returns a session with a fresh identifier and the given user name,
// or the system's if it is empty.
func NewSession(username string) Session {
	if username == "" {
		username = "kernel"
		if u, err := user.Current(); err == nil {
			username = u.Username
		}
	}
	return Session{ID: NewID(), Username: username}
}

// New returns a message without a parent.
func (s Session) New(c Content) *Message {
	return &Message{Header: s.header(c), Content: c}
}

// Reply returns the answer to parent: it carries parent's routing prefix and,
// as its own parent, parent's header.
func (s Session) Reply(parent *Message, c Content) *Message {
	return &Message{
		Identities: parent.Identities,
		Header:     s.header(c),
		Parent:     parent.Header,
		Content:    c,
	}
}

// Publish returns a broadcast caused by the message with header parent, zero for
// none. Its topic is "kernel.ID.TYPE".
func (s Session) Publish(parent Header, c Content) *Message {
	return &Message{
		Identities: [][]byte{[]byte("kernel." + s.ID + "." + c.MsgType())},
		Header:     s.header(c),
		Parent:     parent,
		Content:    c,
	}
}

// Welcome returns the iopub_welcome for a new subscription to topic. Its own
// topic is the subscription, or the subscriber's socket would filter it out.
func (s Session) Welcome(topic string) *Message {
	c := IOPubWelcome{Subscription: topic}
	return &Message{
		Identities: [][]byte{[]byte(topic)},
		Header:     s.header(c),
		Content:    c,
	}
}

func (s Session) header(c Content) Header {
	return Header{
		ID: NewID(), Session: s.ID, Username: s.Username,
		Date: time.Now(), Type: c.MsgType(), Version: ProtocolVersion,
	}
}
