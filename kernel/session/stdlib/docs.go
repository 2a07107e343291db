package stdlib

import (
	"archive/zip"
	_ "embed"
	"encoding/json"
	"sync"
)

//go:embed docs.zip
var docsZip []byte

//go:embed extradocs.zip
var extraDocsZip []byte

// docs finds the documentation of a package by its import path. It is a cache.
var docs struct {
	sync.Mutex
	files map[string]*zip.File
	read  map[string]map[string]string
}

// Doc is the doc comment of an exported name of a package: "Name",
// "Type.Method" or "Type.Field", or "" for the package itself. It is "" where
// there is none.
func Doc(path, name string) string {
	docs.Lock()
	defer docs.Unlock()
	if docs.files == nil {
		docs.files, docs.read = files(docsZip, extraDocsZip), make(map[string]map[string]string)
	}
	m, ok := docs.read[path]
	if !ok {
		if f := docs.files[path]; f != nil {
			m = readDocs(f)
		}
		docs.read[path] = m
	}
	return m[name]
}

func readDocs(f *zip.File) map[string]string {
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	var m map[string]string
	if json.NewDecoder(r).Decode(&m) != nil {
		return nil
	}
	return m
}
