package linked

import (
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// The copies are those of the version in go.mod. After an update of it:
// copy the three packages' files anew.
func TestCopies(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", XSync).Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Skipf("the module's source is not here: %v", err)
	}
	n := 0
	err = fs.WalkDir(copies, path.Join(root, XSync), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		have, err := copies.ReadFile(file)
		if err != nil {
			return err
		}
		rel := strings.TrimPrefix(file, path.Join(root, XSync))
		want, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(rel)))
		if err != nil || string(have) != string(want) {
			t.Errorf("%s differs from the module's: %v", file, err)
		}
		return nil
	})
	if err != nil || n < 4 {
		t.Errorf("%d files, %v", n, err)
	}
}
