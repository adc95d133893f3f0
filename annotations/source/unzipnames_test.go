package source

import (
	"archive/zip"
	"bytes"
	"testing"
)

// TestArchiveNames has entries whose names differ only in case: each is found by its own name, whichever comes first, and a name in
// other letters finds the only one.
func TestArchiveNames(t *testing.T) {
	for _, names := range [][]string{{"A.xml", "a.xml"}, {"a.xml", "A.xml"}, {"OPS/A.xml", "ops/a.xml", "B.xml"}} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, name := range names {
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write([]byte("this is " + name))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		a, err := openArchive(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if len(a.names) != len(names) {
			t.Errorf("of %q, %q are left", names, a.names)
		}
		for _, name := range names {
			if got, err := a.read(t.Context(), name); err != nil || string(got) != "this is "+name {
				t.Errorf("%q: %s is %q, %v", names, name, got, err)
			}
		}
	}
	if a, err := openArchive(packOne(t, "Word/Document.XML")); err != nil || a.has("word/document.xml") == nil {
		t.Errorf("a name in other letters is not found: %v", err)
	}
}

func packOne(t *testing.T, name string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_, err := z.Create(name)
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
