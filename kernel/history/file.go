package history

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// lockTimeout bounds the wait for another kernel that has the file open.
const lockTimeout = time.Second

// lines is the bucket of all entries: key (session, line), value a record.
// Its sequence is the number of the newest session.
var lines = []byte("lines")

// record is an entry's value.
type record struct {
	Input  string `json:"in"`
	Output string `json:"out,omitempty"`
}

// fileStore reads and writes the shared file. It keeps nothing open.
type fileStore struct{ path string }

// append writes entries of one session, 0 for a new one, and returns its number.
func (f fileStore) append(session int, entries []Entry) (_ int, err error) {
	defer guard(&err)()
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return 0, fmt.Errorf("history: write: %w", err)
	}
	db, err := bolt.Open(f.path, 0o600, &bolt.Options{Timeout: lockTimeout})
	if err != nil {
		return 0, fmt.Errorf("history: write: %w", err)
	}
	defer func() {
		if e := db.Close(); err == nil && e != nil {
			err = fmt.Errorf("history: write: %w", e)
		}
	}()
	err = db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists(lines)
		if err != nil {
			return err
		}
		if session == 0 {
			n, err := b.NextSequence()
			if err != nil {
				return err
			}
			session = int(n)
			if err := prune(b); err != nil {
				return err
			}
		}
		for _, e := range entries {
			value, err := json.Marshal(record{e.Input, e.Output})
			if err != nil {
				return err
			}
			if err := b.Put(key(session, e.Line), value); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("history: write: %w", err)
	}
	return session, nil
}

// prune keeps the file bounded. It runs once a session.
func prune(b *bolt.Bucket) error {
	excess := b.Stats().KeyN - maxKept
	c := b.Cursor()
	for k, _ := c.First(); k != nil && excess > 0; k, _ = c.First() {
		if err := c.Delete(); err != nil {
			return err
		}
		excess--
	}
	return nil
}

// read returns all entries, oldest first, and the number of the newest session. A
// file that is not there is empty.
func (f fileStore) read() (entries []Entry, session int, err error) {
	defer guard(&err)()
	if _, err := os.Stat(f.path); errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil
	}
	db, err := bolt.Open(f.path, 0o600, &bolt.Options{Timeout: lockTimeout, ReadOnly: true})
	if err != nil {
		return nil, 0, fmt.Errorf("history: read: %w", err)
	}
	defer func() { _ = db.Close() }() // it was only read
	err = db.View(func(tx *bolt.Tx) error {
		b := tx.Bucket(lines)
		if b == nil {
			return nil
		}
		session = int(b.Sequence())
		return b.ForEach(func(k, v []byte) error {
			var r record
			if len(k) != 8 {
				return nil // of a later version; not ours to judge
			}
			if err := json.Unmarshal(v, &r); err != nil {
				return nil //nolint:nilerr // likewise: one entry less, not no history
			}
			entries = append(entries, Entry{
				Session: int(binary.BigEndian.Uint32(k)),
				Line:    int(binary.BigEndian.Uint32(k[4:])),
				Input:   r.Input,
				Output:  r.Output,
			})
			return nil
		})
	})
	if err != nil {
		return nil, 0, fmt.Errorf("history: read: %w", err)
	}
	return entries, session, nil
}

// key orders entries by session, then line.
func key(session, line int) []byte {
	k := binary.BigEndian.AppendUint32(make([]byte, 0, 8), uint32(session))
	return binary.BigEndian.AppendUint32(k, uint32(line))
}

// isBusy reports whether another kernel had the file for too long.
func isBusy(err error) bool { return errors.Is(err, berrors.ErrTimeout) }

// errCorrupt is a file that the database stumbled over.
var errCorrupt = errors.New("history: file is corrupt")

// guard turns what a corrupt file does to the database, a panic or a fault in its
// mapped memory, into an error: `defer guard(&err)()`. The recovered value must be
// read in the deferred function itself, hence the closure.
func guard(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		r := recover()
		debug.SetPanicOnFault(before)
		if r != nil {
			*err = fmt.Errorf("%w: %v", errCorrupt, r)
		}
	}
}
