package display

import (
	"crypto/rand"
	"fmt"
	"sync"
	"sync/atomic"
)

// Handle is something shown, which can be replaced. Its methods may be called from
// any goroutine, also after the cell has ended.
type Handle struct{ id string }

// HTML shows HTML.
func HTML(s string) *Handle { return show(htmlBundle(s)) }

// Markdown shows Markdown.
func Markdown(s string) *Handle { return show(markdownBundle(s)) }

// SVG shows an SVG document.
func SVG(s string) *Handle { return show(svgBundle(s)) }

// PNG shows a picture: an image.Image, or a []byte that holds a PNG file.
func PNG(v any) *Handle { return show(pngBundle(v)) }

// JPEG shows a picture, the bytes of a JPEG file.
func JPEG(b []byte) *Handle {
	return show(Bundle{MIMEJPEG: b, MIMEText: fmt.Sprintf("[a picture of %d bytes]", len(b))})
}

// JSON shows a value as a tree of its JSON form.
func JSON(v any) *Handle { return show(jsonBundle(v)) }

// Text shows text as it is.
func Text(s string) *Handle { return show(textBundle(s)) }

// Raw shows a value in the given forms, by MIME type; the notebook takes the richest
// it can show. Binary forms are []byte.
func Raw(data map[string]any) *Handle { return show(data) }

// ByID returns the handle of what was shown under id; see Handle.ID.
func ByID(id string) *Handle { return &Handle{id} }

// ID names what h shows, in the notebook and for ByID.
func (h *Handle) ID() string { return h.id }

// HTML replaces what h shows.
func (h *Handle) HTML(s string) { h.update(htmlBundle(s)) }

// Markdown replaces what h shows.
func (h *Handle) Markdown(s string) { h.update(markdownBundle(s)) }

// SVG replaces what h shows.
func (h *Handle) SVG(s string) { h.update(svgBundle(s)) }

// PNG replaces what h shows.
func (h *Handle) PNG(v any) { h.update(pngBundle(v)) }

// JSON replaces what h shows.
func (h *Handle) JSON(v any) { h.update(jsonBundle(v)) }

// Text replaces what h shows.
func (h *Handle) Text(s string) { h.update(textBundle(s)) }

// Raw replaces what h shows.
func (h *Handle) Raw(data map[string]any) { h.update(data) }

func (h *Handle) update(b Bundle) { send(Message{Kind: Update, Data: b, ID: h.id}) }

func show(b Bundle) *Handle {
	h := &Handle{newID()}
	send(Message{Kind: Show, Data: b, ID: h.id})
	return h
}

var lastID atomic.Uint64

// process tells this process's IDs from those of earlier ones, whose outputs the
// notebook may still show.
var process = sync.OnceValue(func() string { return rand.Text()[:10] })

func newID() string { return fmt.Sprintf("%s-%d", process(), lastID.Add(1)) }
