package stdlib

import "testing"

func TestImportAll(t *testing.T) {
	im := NewImporter()
	for _, p := range Paths() {
		pkg, err := im.Import(p)
		if err != nil {
			t.Fatal(err)
		}
		if !pkg.Complete() || pkg.Path() != p {
			t.Errorf("%s: incomplete or wrong path %s", p, pkg.Path())
		}
		if Name(p) != pkg.Name() {
			t.Errorf("Name(%q) = %s, the package calls itself %s", p, Name(p), pkg.Name())
		}
	}
}

func BenchmarkImportUsual(b *testing.B) {
	for b.Loop() {
		im := NewImporter()
		for _, p := range []string{"fmt", "sync", "time", "strings", "context", "errors", "runtime"} {
			if _, err := im.Import(p); err != nil {
				b.Fatal(err)
			}
		}
	}
}
