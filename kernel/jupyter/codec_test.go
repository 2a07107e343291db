package jupyter_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"schedtick/kernel/jupyter"
)

// golden is a message as Python's jupyter_client 8.10 sends it with the key
// "secret", its delimiter and signature included.
func golden() [][]byte {
	return [][]byte{
		[]byte("id"),
		[]byte("<IDS|MSG>"),
		[]byte("7a87aa322a728e6f07025331469b49aa44126362500e640a7af5dc1b84094316"),
		[]byte(`{"msg_id": "s1_17975_0", "msg_type": "execute_request", "username": "ada", "session": "s1", "date": "2026-11-24T18:19:42.997880Z", "version": "5.4"}`),
		[]byte(`{"msg_id": "p1", "msg_type": "comm_msg", "session": "s0", "username": "u", "version": "5.4", "date": "2026-11-24T18:00:00.123456Z", "custom": [1, {"a": null}]}`),
		[]byte(`{"cellId": "c"}`),
		[]byte(`{"code": "fmt.Println(\"<ä>\")", "silent": false}`),
	}
}

func secret(opts jupyter.CodecOptions) *jupyter.Codec { return jupyter.NewCodec("secret", opts) }

func TestDecodeGolden(t *testing.T) {
	frames := append(golden(), []byte("buffer"))
	m, err := secret(jupyter.CodecOptions{}).Decode(frames)
	if err != nil {
		t.Fatal(err)
	}
	h := m.Header
	if h.ID != "s1_17975_0" || h.Session != "s1" || h.Username != "ada" || h.Version != "5.4" || h.Date.Nanosecond() != 997880000 {
		t.Errorf("header %+v", h)
	}
	if string(m.Identities[0]) != "id" || string(m.Buffers[0]) != "buffer" || string(m.Metadata["cellId"]) != `"c"` {
		t.Errorf("message %+v", m)
	}
	req, err := jupyter.As[jupyter.ExecuteRequest](m)
	if err != nil {
		t.Fatal(err)
	}
	if req.Code != `fmt.Println("<ä>")` || !req.StoreHistory || !req.AllowStdin || !req.StopOnError {
		t.Errorf("content %+v", req)
	}

	// The header comes back whole as the parent of the answer, and so does what
	// this package does not know.
	again, err := secret(jupyter.CodecOptions{}).Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(again[4], []byte(`"custom":[1,{"a":null}]`)) {
		t.Errorf("parent header %s", again[4])
	}
	reply := jupyter.NewSession("k").Reply(m, jupyter.ExecuteReply{ExecutionCount: 3})
	out, err := secret(jupyter.CodecOptions{}).Encode(reply)
	if err != nil {
		t.Fatal(err)
	}
	back, err := secret(jupyter.CodecOptions{}).Decode(out)
	if err != nil {
		t.Fatal(err)
	}
	if back.Parent.ID != h.ID || !back.Parent.Date.Equal(h.Date) || back.Header.Version != "5.5" || string(out[0]) != "id" {
		t.Errorf("reply %+v", back)
	}
	const want = `{"status":"ok","execution_count":3,"payload":[],"user_expressions":{}}`
	if got := string(out[len(out)-1]); got != want {
		t.Errorf("content %s, want %s", got, want)
	}
}

func TestDecodeErrors(t *testing.T) {
	set := func(i int, s string) func([][]byte) [][]byte {
		return func(f [][]byte) [][]byte { f[i] = []byte(s); return f }
	}
	for name, tc := range map[string]struct {
		change   func([][]byte) [][]byte
		unsigned bool
		want     error
	}{
		"no frames":         {func([][]byte) [][]byte { return nil }, false, jupyter.ErrMalformed},
		"no delimiter":      {set(1, "<IDS>"), false, jupyter.ErrMalformed},
		"cut off":           {func(f [][]byte) [][]byte { return f[:6] }, false, jupyter.ErrMalformed},
		"ends at delimiter": {func(f [][]byte) [][]byte { return f[:2] }, true, jupyter.ErrMalformed},
		"no signature":      {set(2, ""), false, jupyter.ErrSignature},
		"other signature":   {set(2, strings.Repeat("0", 64)), false, jupyter.ErrSignature},
		"content changed":   {set(6, `{"code": ""}`), false, jupyter.ErrSignature},
		"header no JSON":    {set(3, "{"), true, jupyter.ErrMalformed},
		"header a list":     {set(3, "[]"), true, jupyter.ErrMalformed},
		"header of numbers": {set(3, `{"msg_id": 1}`), true, jupyter.ErrMalformed},
		"header empty":      {set(3, "{}"), true, jupyter.ErrMalformed},
		"parent a string":   {set(4, `"p"`), true, jupyter.ErrMalformed},
		"metadata a number": {set(5, "7"), true, jupyter.ErrMalformed},
		"content null":      {set(6, "null"), true, jupyter.ErrMalformed},
		"content not UTF-8": {set(6, "\xff"), true, jupyter.ErrMalformed},
		"deep":              {set(6, strings.Repeat(`{"a":`, 20_000)), true, jupyter.ErrMalformed},
		"many frames":       {func(f [][]byte) [][]byte { return append(f, make([][]byte, 100)...) }, false, jupyter.ErrTooLarge},
		"many bytes":        {func(f [][]byte) [][]byte { return append(f, make([]byte, 300_000)) }, false, jupyter.ErrTooLarge},
		"large part":        {set(5, `{"a": "`+strings.Repeat("a", 150_000)+`"}`), true, jupyter.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			key := "secret"
			if tc.unsigned {
				key = ""
			}
			c := jupyter.NewCodec(key, jupyter.CodecOptions{Limits: jupyter.Limits{Frames: 50, Bytes: 250_000, JSON: 120_000}})
			m, err := c.Decode(tc.change(golden()))
			var de *jupyter.DecodeError
			if m != nil || !errors.Is(err, tc.want) || !errors.As(err, &de) {
				t.Errorf("got %v, %v, want %v", m, err, tc.want)
			}
		})
	}
}

func TestDecodeAcceptsAbsentParents(t *testing.T) {
	c := jupyter.NewCodec("", jupyter.CodecOptions{})
	for _, parent := range []string{"{}", "null", "", " { } "} {
		f := golden()
		f[4], f[5] = []byte(parent), []byte("null")
		m, err := c.Decode(f)
		if err != nil {
			t.Errorf("%q: %v", parent, err)
			continue
		}
		out, err := c.Encode(m)
		if err != nil || strings.ReplaceAll(string(out[4]), " ", "") != "{}" || string(out[5]) != "{}" {
			t.Errorf("%q: encoded as %q, %v", parent, out, err)
		}
	}
}

func TestReplay(t *testing.T) {
	c := secret(jupyter.CodecOptions{Replay: 2})
	s := jupyter.NewSession("")
	send := func(m [][]byte) error { _, err := c.Decode(m); return err }
	var sent [][][]byte
	for i := range 3 {
		f, err := c.Encode(s.New(jupyter.ExecuteRequest{Code: fmt.Sprint(i)}))
		if err != nil {
			t.Fatal(err)
		}
		sent = append(sent, f)
		if err := send(f); err != nil {
			t.Fatal(err)
		}
	}
	for _, i := range []int{1, 2} {
		if err := send(sent[i]); !errors.Is(err, jupyter.ErrReplay) {
			t.Errorf("message %d again: %v", i, err)
		}
	}
	// What was seen longer ago is forgotten: memory is bounded.
	if err := send(sent[0]); err != nil {
		t.Errorf("message 0 again: %v", err)
	}
}

func TestEncodeReportsBadJSON(t *testing.T) {
	s := jupyter.NewSession("")
	_, err := secret(jupyter.CodecOptions{}).Encode(s.New(jupyter.DisplayData{Data: jupyter.Bundle{"text/plain": []byte("{")}}))
	if err == nil || !strings.Contains(err.Error(), "display_data") {
		t.Errorf("got %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	join := func(frames [][]byte) []byte { return bytes.Join(frames, []byte("\x00")) }
	f.Add(join(golden()), true)
	f.Add(join(golden()), false)
	f.Add([]byte("<IDS|MSG>"), false)
	f.Add([]byte("<IDS|MSG>\x00\x00{}\x00{}\x00{}\x00{}"), false)
	f.Add([]byte("<IDS|MSG>\x00\x00{\"msg_id\":\"1\",\"msg_type\":\"history_request\",\"date\":7}\x00null\x00\x00{\"hist_access_type\":[]}\x00buf"), false)
	f.Add([]byte("<IDS|MSG>\x00\x00{\"msg_id\":\"1\",\"msg_type\":\"history_reply\",\"x\":\"\\ud800\"}\x00{}\x00{}\x00{\"status\":\"ok\",\"history\":[[1,2,[\"a\",null]]]}"), false)
	signed, open := secret(jupyter.CodecOptions{Replay: 8}), jupyter.NewCodec("", jupyter.CodecOptions{})
	session := jupyter.NewSession("fuzz")
	f.Fuzz(func(t *testing.T, data []byte, sign bool) {
		c := open
		if sign {
			c = signed
		}
		frames := bytes.Split(data, []byte("\x00"))
		m, err := c.Decode(frames)
		if err != nil {
			var de *jupyter.DecodeError
			if m != nil || !errors.As(err, &de) {
				t.Fatalf("message %v with error %#v", m, err)
			}
			return
		}
		content, err := m.Decode()
		if err != nil {
			var ce *jupyter.ContentError
			if !errors.As(err, &ce) {
				t.Fatalf("content error %#v", err)
			}
			content = m.Content
		}
		// What was understood can be sent, as itself and as an answer, and is
		// understood again.
		for _, out := range []*jupyter.Message{m, session.Reply(m, content), session.Publish(m.Header, content)} {
			frames, err := open.Encode(out)
			if err != nil {
				t.Fatalf("encode: %v", err)
			}
			back, err := open.Decode(frames)
			if err != nil {
				t.Fatalf("decode again: %v\n%q", err, frames)
			}
			if back.Header.ID != out.Header.ID || back.Parent.ID != out.Parent.ID || back.Header.Type != out.Header.Type {
				t.Fatalf("got %+v, sent %+v", back, out)
			}
		}
	})
}
