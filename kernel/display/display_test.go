package display

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"reflect"
	"testing"
)

// record returns what f sends.
func record(t *testing.T, f func()) []Message {
	t.Helper()
	var got []Message
	SetSink(func(m Message) { got = append(got, m) })
	defer SetSink(nil)
	f()
	return got
}

func TestShowAndUpdate(t *testing.T) {
	var h *Handle
	got := record(t, func() {
		h = HTML("<p>a &lt; b</p><p>c</p>")
		h.Text("x")
		ByID(h.ID()).Markdown("*y*")
		ClearOutput(true)
		Result(Bundle{MIMEText: "1"})
	})
	want := []Message{
		{Kind: Show, ID: h.ID(), Data: Bundle{MIMEHTML: "<p>a &lt; b</p><p>c</p>", MIMEText: "a < b\nc"}},
		{Kind: Update, ID: h.ID(), Data: Bundle{MIMEText: "x"}},
		{Kind: Update, ID: h.ID(), Data: Bundle{MIMEMarkdown: "*y*", MIMEText: "*y*"}},
		{Kind: Clear, Wait: true},
		{Kind: Value, Data: Bundle{MIMEText: "1"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestIDsDiffer(t *testing.T) {
	if Text("a").ID() == Text("b").ID() {
		t.Error("two outputs have one ID")
	}
}

func TestPicturesAreEncoded(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 3, 2))
	got := record(t, func() { PNG(img); PNG([]byte("png")); PNG(7); JPEG([]byte("jpeg")) })
	b, _ := got[0].Data[MIMEPNG].([]byte)
	if p, err := png.Decode(bytes.NewReader(b)); err != nil || p.Bounds() != img.Bounds() {
		t.Errorf("not the picture: %v", err)
	}
	if got[2].Data[MIMEText] != "display: PNG: want []byte or image.Image, not int" {
		t.Errorf("PNG(7) showed %v", got[2].Data)
	}
	if _, err := Image(&huge{}); err == nil {
		t.Error("a huge picture was encoded")
	}
}

type huge struct{ image.Gray }

func (huge) Bounds() image.Rectangle { return image.Rect(0, 0, 1<<20, 1<<20) }

func TestJSON(t *testing.T) {
	got := record(t, func() { JSON(map[string]int{"a": 1}); JSON(func() {}) })
	if raw, _ := got[0].Data[MIMEJSON].(json.RawMessage); string(raw) != `{"a":1}` {
		t.Errorf("JSON is %s", raw)
	}
	if got[1].Data[MIMEText] != "display: JSON: json: unsupported type: func()" {
		t.Errorf("JSON(func) showed %v", got[1].Data)
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"a<br>b": "a\nb", "<table><tr><td>1</td><td>2</td></tr></table>": "1\t2", "1 < 2": "1 < 2",
		"<style>x{}</style>y": "y", "<a": "<a", "<>": "<>",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}
