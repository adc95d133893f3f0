//go:build unix

package export_test

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"parley/annotations/export"
)

// TestFilesObeyTheUmask writes new files under several umasks, and over files of several rights.
func TestFilesObeyTheUmask(t *testing.T) {
	words := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	mode := func(path string) fs.FileMode {
		t.Helper()
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	for _, mask := range []int{0o022, 0o077, 0o002, 0o027} {
		was := syscall.Umask(mask)
		path := filepath.Join(t.TempDir(), "a.md")
		_, err := export.WriteFile(t.Context(), path, export.Overwrite{}, words("one"))
		docs := []export.Doc{{Path: path + ".2", Write: words("two")}}
		export.WriteFiles(t.Context(), docs)
		syscall.Umask(was)
		if err != nil || docs[0].Err != nil {
			t.Fatal(err, docs[0].Err)
		}
		for _, p := range []string{path, path + ".2"} {
			if got, want := mode(p), fs.FileMode(0o666&^mask); got != want {
				t.Errorf("umask %03o: %s has %03o, want %03o", mask, filepath.Base(p), got, want)
			}
		}
		for _, own := range []fs.FileMode{0o600, 0o640, 0o666, 0o755} {
			if err := os.Chmod(path, own); err != nil {
				t.Fatal(err)
			}
			if _, err := export.WriteFile(t.Context(), path, export.Overwrite{Any: true}, words(fmt.Sprint(mask, own))); err != nil {
				t.Fatal(err)
			}
			if got := mode(path); got != own {
				t.Errorf("umask %03o: a file of %03o has %03o then", mask, own, got)
			}
		}
	}
}
