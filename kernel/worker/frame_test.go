package worker

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"schedtick/kernel/program"
)

func TestFrame(t *testing.T) {
	var b bytes.Buffer
	w := &frameWriter{w: &b}
	sent := runMsg{Program: &program.Program{Cell: 7, Decls: strings.Repeat("x", 100_000)}, Options: RunOptions{AllowStdin: true}}
	if err := errors.Join(w.send(frameRun, sent), w.send(frameStop, nil)); err != nil {
		t.Fatal(err)
	}
	f, err := readFrame(&b)
	var got runMsg
	if err != nil || f.typ != frameRun || f.decode(&got) != nil || !reflect.DeepEqual(got, sent) {
		t.Errorf("read %v, %v", f.typ, err)
	}
	if f, err = readFrame(&b); err != nil || f.typ != frameStop || len(f.data) != 0 {
		t.Errorf("read %+v, %v", f, err)
	}
	if _, err = readFrame(&b); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
}

func TestFrameMalformed(t *testing.T) {
	for _, c := range []struct {
		in   string
		want error
	}{
		{"XT\x01\x01\x00\x00\x00\x00", errFrame},
		{"ST\x02\x01\x00\x00\x00\x00", errFrame},
		{"ST\x01\x00\x00\x00\x00\x00", errFrame},
		{"ST\x01\xff\x00\x00\x00\x00", errFrame},
		{"ST\x01\x01\xff\xff\xff\xff", errFrame},
		{"ST\x01\x01\x00\x00\x00\x02{", io.ErrUnexpectedEOF},
		{"ST\x01", io.ErrUnexpectedEOF},
	} {
		if _, err := readFrame(strings.NewReader(c.in)); !errors.Is(err, c.want) {
			t.Errorf("%q: %v, want %v", c.in, err, c.want)
		}
	}
	if err := (frame{frameRun, []byte("{")}).decode(new(runMsg)); !errors.Is(err, errFrame) {
		t.Errorf("decode: %v", err)
	}
}

// FuzzFrame feeds both readers of frames what they never expect. Nothing may panic,
// and no memory may be taken for what did not come.
func FuzzFrame(f *testing.F) {
	var b bytes.Buffer
	w := &frameWriter{w: &b}
	for i, m := range []any{initMsg{}, loadMsg{}, runMsg{Program: new(program.Program)}, nil, answerMsg{}, readyMsg{}, loadedMsg{}, nil, doneMsg{}, doneMsg{}, Display{}, askMsg{}} {
		b.Reset()
		if err := w.send(frameType(i+1), m); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		r := bytes.NewReader(in)
		for {
			fr, err := readFrame(r)
			if err != nil {
				return
			}
			if fr.typ == 0 || fr.typ >= frameEnd || len(fr.data) > len(in) {
				t.Fatalf("frame of type %d with %d bytes", fr.typ, len(fr.data))
			}
			var again bytes.Buffer
			again.Write([]byte{'S', 'T', frameVersion, byte(fr.typ)})
			_ = binary.Write(&again, binary.BigEndian, uint32(len(fr.data)))
			again.Write(fr.data)
			back, err := readFrame(&again)
			if err != nil || back.typ != fr.typ || !bytes.Equal(back.data, fr.data) {
				t.Fatalf("written again it reads as type %d: %v", back.typ, err)
			}
			for _, v := range []any{new(initMsg), new(loadMsg), new(runMsg), new(answerMsg), new(loadedMsg), new(doneMsg), new(Display), new(askMsg)} {
				_ = fr.decode(v)
			}
		}
	})
}
