package toolchain

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// LineDirective is the line that gives what follows it a place in a cell: name is
// "cell[7]" or a file's, line and col (bytes) count from 1.
func LineDirective(name string, line, col int) string {
	return fmt.Sprintf("//line /%s:%d:%d\n", strings.TrimPrefix(name, "/"), line, col)
}

// CLineDirective is the same for C, which has no columns.
func CLineDirective(name string, line int) string {
	return fmt.Sprintf("#line %d %q\n", line, name)
}

// Positions finds places in cells in the output of compilers and programs, where
// their names have grown directories: "./cell[7]", "/cell[7]", "cell/cell[7]".
//
// A nil *Positions finds none.
type Positions struct {
	names   map[string]string // as they were given, by what is looked for
	place   *regexp.Regexp    // name, line, column
	message *regexp.Regexp    // a line that begins with a place
}

// NewPositions returns the places in cells, or files, of these names.
func NewPositions(names ...string) *Positions {
	// The longest first: "a/x.go" is not "x.go" in a directory.
	names = slices.SortedFunc(slices.Values(names), func(a, b string) int { return len(b) - len(a) })
	known := make(map[string]string)
	for i, name := range names {
		trimmed := strings.TrimPrefix(name, "/")
		known[trimmed] = name
		names[i] = regexp.QuoteMeta(trimmed)
	}
	oneOf := `(` + strings.Join(names, "|") + `)`
	if len(names) == 0 {
		oneOf = `([^\s\S])` // nothing
	}
	return &Positions{
		names:   known,
		place:   regexp.MustCompile(`(^|[\s("'])(?:[^\s:"'()]*/)?` + oneOf + `:(\d+)(:\d+)?( \+0x[0-9a-f]+)?`),
		message: regexp.MustCompile(`^(?:[^\s:]*/)?` + oneOf + `:(\d+)(?::(\d+))?: (.*)$`),
	}
}

// Translate writes places as "cell[7]:3:12" and leaves all else.
func (p *Positions) Translate(text string) string {
	if p == nil {
		return text
	}
	var b strings.Builder
	end := 0
	for _, m := range p.place.FindAllStringSubmatchIndex(text, -1) {
		b.WriteString(text[end:m[3]])
		b.WriteString(p.names[text[m[4]:m[5]]])
		b.WriteString(text[m[5]:m[7]])
		if m[8] >= 0 {
			b.WriteString(text[m[8]:m[9]])
		}
		end = m[1]
	}
	return b.String() + text[end:]
}

// Find returns the first place in a line of a stack trace.
func (p *Positions) Find(line string) (pl Place, ok bool) {
	if p == nil {
		return pl, false
	}
	m := p.place.FindStringSubmatch(line)
	if m == nil {
		return pl, false
	}
	pl.Name = p.names[m[2]]
	pl.Line, _ = strconv.Atoi(m[3])
	pl.Col, _ = strconv.Atoi(strings.TrimPrefix(m[4], ":"))
	return pl, true
}

// Place is a place in a cell.
type Place struct {
	Name string // "cell[7]"
	Line int    // from 1
	Col  int    // in bytes from 1; 0 if it is not known
}

func (p Place) String() string {
	if p.Col == 0 {
		return fmt.Sprintf("%s:%d", p.Name, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.Name, p.Line, p.Col)
}

// Message is what a compiler says about a place.
type Message struct {
	Place
	Text string // several lines if the compiler's is
	// Warning: it does not keep the program from being built.
	Warning bool
}

// Messages are the messages with a place in a cell, in the order of the text.
func (p *Positions) Messages(text string) []Message {
	if p == nil {
		return nil
	}
	var list []Message
	open := false // the last line was a message
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		m := p.message.FindStringSubmatch(line)
		switch {
		case m != nil:
			msg := Message{Place: Place{Name: p.names[m[1]]}, Text: m[4]}
			msg.Line, _ = strconv.Atoi(m[2])
			msg.Col, _ = strconv.Atoi(m[3])
			msg.kind()
			open = !strings.HasPrefix(m[4], "note: ")
			if open {
				list = append(list, msg)
			}
		case open && strings.HasPrefix(line, "\t") && len(list) > 0:
			list[len(list)-1].Text += "\n" + line
		default:
			open = false
		}
	}
	return list
}

// kind takes the word off that C compilers begin with.
func (m *Message) kind() {
	for _, kind := range []string{"fatal error: ", "error: ", "warning: "} {
		if rest, ok := strings.CutPrefix(m.Text, kind); ok {
			m.Text, m.Warning = rest, kind == "warning: "
			return
		}
	}
}
