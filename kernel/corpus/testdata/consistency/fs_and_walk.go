package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"
)

type counter struct{ files, dirs int }

func (c *counter) visit(p string, d fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	if d.IsDir() {
		if d.Name() == "skip" {
			return fs.SkipDir
		}
		c.dirs++
		return nil
	}
	c.files++
	return nil
}

func main() {
	m := fstest.MapFS{"a/b.txt": {Data: []byte("b")}, "a/c.txt": {Data: []byte("cc")}, "skip/d": {}}
	var c counter
	fmt.Println(fs.WalkDir(m, ".", c.visit), c)
	b, err := fs.ReadFile(m, "a/c.txt")
	fmt.Println(string(b), err)
	_, err = m.Open("none")
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	dir, err := os.MkdirTemp("", "corpus")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	p := filepath.Join(dir, "x.txt")
	fmt.Println(os.WriteFile(p, []byte("line1\nline2\n"), 0o600))
	f, err := os.Open(p)
	fmt.Println(err)
	defer f.Close()
	buf := make([]byte, 5)
	n, err := f.Read(buf)
	fmt.Println(n, err, string(buf))
	stop := errors.New("stop")
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(p, ".txt") {
			return fmt.Errorf("at %s: %w", d.Name(), stop)
		}
		return nil
	})
	fmt.Println(err, errors.Is(err, stop))
}
