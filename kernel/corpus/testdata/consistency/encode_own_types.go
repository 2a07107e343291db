package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Encodings with a program's own types, readers and writers on the way.

type Level uint8

const (
	Low Level = iota + 1
	High
)

func (l Level) MarshalText() ([]byte, error) {
	switch l {
	case Low:
		return []byte("low"), nil
	case High:
		return []byte("high"), nil
	}
	return nil, fmt.Errorf("level %d", uint8(l))
}

func (l *Level) UnmarshalText(b []byte) error {
	switch string(b) {
	case "low":
		*l = Low
	case "high":
		*l = High
	default:
		return fmt.Errorf("no level %q", b)
	}
	return nil
}

type Reading struct {
	Sensor string           `json:"sensor"`
	Level  Level            `json:"level"`
	Values []float64        `json:"values,omitempty"`
	Tags   map[Level]string `json:"tags,omitempty"`
	Raw    json.RawMessage  `json:"raw,omitempty"`
	Next   *Reading         `json:"next,omitempty"`
	Any    any              `json:"any"`
	extra  map[string]string
	Blob   []byte `json:",omitempty"`
	Skip   int    `json:"-"`
	Dash   int    `json:"-,"`
	Str    int64  `json:",string"`
}

type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.w.Write(bytes.ToUpper(p)) }

type counting struct {
	io.Reader
	n, calls int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	c.calls++
	return n, err
}

type drip struct{ s string }

func (d *drip) Read(p []byte) (int, error) {
	if d.s == "" {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), 3)], d.s)
	d.s = d.s[n:]
	return n, nil
}

type header struct {
	Magic   [4]byte
	Version uint16
	Flags   uint16
	Size    uint32
}

func (h header) encode() []byte {
	b := append([]byte(nil), h.Magic[:]...)
	b = binary.BigEndian.AppendUint16(b, h.Version)
	b = binary.LittleEndian.AppendUint16(b, h.Flags)
	return binary.AppendUvarint(b, uint64(h.Size))
}

func decode(b []byte) (h header, err error) {
	if copy(h.Magic[:], b) < 4 || len(b) < 9 {
		return h, fmt.Errorf("decode: %w", io.ErrUnexpectedEOF)
	}
	h.Version, h.Flags = binary.BigEndian.Uint16(b[4:]), binary.LittleEndian.Uint16(b[6:])
	size, n := binary.Uvarint(b[8:])
	if n <= 0 {
		return h, errors.New("bad size")
	}
	h.Size = uint32(size)
	return h, nil
}

func main() {
	r := Reading{Sensor: "a<b>", Level: High, Values: []float64{1, 2.5, 1e21, 1e-7}, Tags: map[Level]string{High: "h", Low: "l"},
		Raw: json.RawMessage(`{"k": [1, 2]}`), Next: &Reading{Level: Low, Any: Level(1)}, Any: map[string]any{"z": 1, "a": []Level{Low}}, Blob: []byte("hi"), Dash: 3, Str: 1 << 60}
	b, err := json.Marshal(r)
	fmt.Println(string(b), err)
	var back Reading
	fmt.Println(json.Unmarshal(b, &back), back.Level, back.Next.Level, back.Tags, back.Any, string(back.Blob), back.Str, back.Dash)
	_, err = json.Marshal(Reading{Level: 9})
	var me *json.MarshalerError
	fmt.Println(err, errors.As(err, &me))
	fmt.Println(json.Unmarshal([]byte(`{"level":"middling"}`), &back))
	fmt.Println(json.Unmarshal([]byte(`{"sensor":5,"level":"low"}`), &back), back.Level)
	_, err = json.Marshal(map[string]any{"f": func() {}})
	fmt.Println(err)
	_, err = json.Marshal([]any{r.Any, make(chan Level)})
	fmt.Println(err)
	dec := json.NewDecoder(&drip{`{"sensor":"x","level":"low"} {"sensor":"y","nope":1}`})
	dec.DisallowUnknownFields()
	for {
		var v Reading
		if err := dec.Decode(&v); err != nil {
			fmt.Println(err, errors.Is(err, io.EOF))
			break
		}
		fmt.Println(v.Sensor, v.Level)
	}
	var out strings.Builder
	enc := json.NewEncoder(upper{&out})
	enc.SetIndent(">", "  ")
	enc.SetEscapeHTML(false)
	fmt.Println(enc.Encode(struct {
		A string `json:"a"`
		L Level
	}{"<x>", Low}), out.String())

	var z bytes.Buffer
	zw := gzip.NewWriter(&z)
	w64 := base64.NewEncoder(base64.StdEncoding, zw)
	fmt.Fprintf(io.MultiWriter(w64, upper{w64}), "hello %v ", High)
	w64.Close()
	zw.Close()
	c := &counting{Reader: &z}
	zr, err := gzip.NewReader(c)
	fmt.Println(err)
	text, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, zr))
	fmt.Printf("%q %v %t\n", text, err, c.n > 0)

	h := header{[4]byte{'G', 'O', 1, 2}, 0x0102, 0x0304, 70000}
	fmt.Println(hex.EncodeToString(h.encode()))
	h2, err := decode(h.encode())
	fmt.Println(h2 == h, err)
	_, err = decode([]byte("GO"))
	fmt.Println(err, errors.Is(err, io.ErrUnexpectedEOF))
	sum := sha256.New()
	io.Copy(sum, io.TeeReader(&drip{"the quick brown fox"}, upper{&out}))
	fmt.Printf("%x %s\n", sum.Sum(nil)[:4], out.String()[out.Len()-9:])

	cr := csv.NewReader(&drip{"name,level\n\"a \"\"q\"\"\",low\nb\n"})
	for {
		rec, err := cr.Read()
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			fmt.Println(pe.Line, pe.Err, len(rec))
			continue
		}
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%q\n", rec)
	}
	sc := bufio.NewScanner(&drip{"k1=v1;k2=v2;;k3"})
	sc.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, ';'); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, bufio.ErrFinalToken
		}
		return 0, nil, nil
	})
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println(sc.Err())
}
