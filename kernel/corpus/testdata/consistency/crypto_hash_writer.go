package main

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"strings"
)

type upper struct{ io.Writer }

func (u upper) Write(p []byte) (int, error) {
	return u.Writer.Write([]byte(strings.ToUpper(string(p))))
}

type xor uint32

func (x *xor) Write(p []byte) (int, error) {
	for i, b := range p {
		*x ^= xor(b) << (8 * (i % 4))
	}
	return len(p), nil
}
func (x *xor) Sum(b []byte) []byte {
	return append(b, byte(*x>>24), byte(*x>>16), byte(*x>>8), byte(*x))
}
func (x *xor) Reset()         { *x = 0 }
func (x *xor) Size() int      { return 4 }
func (x *xor) BlockSize() int { return 1 }

func main() {
	h := sha256.New()
	fmt.Fprint(upper{h}, "hello")
	fmt.Printf("%x\n", h.Sum(nil)[:8])
	fmt.Printf("%08x\n", crc32.ChecksumIEEE([]byte("hello")))
	var x xor
	var hh hash.Hash = &x
	io.Copy(hh, strings.NewReader("some text"))
	fmt.Printf("%x %d\n", hh.Sum([]byte{1}), hh.Size())
	hh.Reset()
	fmt.Println(x)
}
