package source_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/annotations/source"
)

// content is what is in a file of that name.
func content(name string) string {
	if filepath.Ext(name) == ".png" {
		return "\x89PNG\r\n"
	}
	return "x"
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a.md", "picture.png", ".hidden.txt", "sub/c.TXT", ".git/d.txt", "empty/e.png"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(content(name)), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Symlink(dir, filepath.Join(dir, "sub", "loop.txt")), os.Symlink("../b.txt", filepath.Join(dir, "sub", "z.txt"))); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "secret.txt")
	if err := errors.Join(os.WriteFile(outside, []byte("x"), 0o600), os.Symlink(outside, filepath.Join(dir, "sub", "away.txt")),
		os.Symlink(filepath.Join("..", "..", filepath.Base(filepath.Dir(outside)), "secret.txt"), filepath.Join(dir, "sub", "up.txt")),
		os.Symlink("away.txt", filepath.Join(dir, "sub", "chain.txt")), os.Symlink("nowhere.txt", filepath.Join(dir, "sub", "broken.txt")),
		os.Symlink(filepath.Dir(outside), filepath.Join(dir, "elsewhere")), os.Symlink(dir, dir+"-link")); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, path string
		want       []string
		err        error
	}{
		{"a folder", dir, []string{"a.md", "b.txt", "sub/c.TXT", "sub/z.txt"}, nil},
		{"a folder, by its link", dir + "-link", []string{"../" + filepath.Base(dir) + "-link/a.md", "../" + filepath.Base(dir) + "-link/b.txt", "../" + filepath.Base(dir) + "-link/sub/c.TXT", "../" + filepath.Base(dir) + "-link/sub/z.txt"}, nil},
		{"a file, whatever its name", filepath.Join(dir, "picture.png"), []string{"picture.png"}, nil},
		{"nothing", filepath.Join(dir, "no.txt"), []string{"no.txt"}, nil},
		{"a folder of nothing", filepath.Join(dir, "empty"), nil, source.ErrNoFiles},
	}
	for _, tt := range tests {
		got, _, err := source.Files(t.Context(), tt.path)
		for i, f := range got {
			got[i], _ = filepath.Rel(dir, f)
		}
		if !slices.Equal(got, tt.want) || !errors.Is(err, tt.err) {
			t.Errorf("%s: Files = %v, %v, want %v, %v", tt.name, got, err, tt.want, tt.err)
		}
	}
	if got, _, err := source.Files(t.Context(), "https://example.org/a"); err != nil || len(got) != 1 {
		t.Errorf("an address: Files = %v, %v", got, err)
	}
}

func TestFolderByContent(t *testing.T) {
	dir := t.TempDir()
	for name, b := range map[string]string{
		"README": "Words to read.\n", "b.log": "One line.\nAnother.\n", "c.txt": "Words.", "page": "<!doctype html><p>Words", "paper.bin": "%PDF-1.7\n\x00\x01",
		"book.x": "PK\x03\x04xxxxxxmimetypeapplication/epub+zip", "cp1251": "\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0",
		"p.png": "\x89PNG\r\n", "q": "\xff\xd8\xff\xe0", "s.mp3": "ID3\x03", "a.zip": "PK\x03\x04xxxx", "prog": "\x7fELF\x01", "v.svg": "<svg xmlns=''/>", "empty": "", ".hidden": "Words.",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, left, err := source.Files(t.Context(), dir)
	for i, f := range got {
		got[i] = filepath.Base(f)
	}
	if want := []string{"README", "b.log", "book.x", "c.txt", "cp1251", "page", "paper.bin"}; !slices.Equal(got, want) || left != 8 || err != nil {
		t.Errorf("Files = %v, %d left out, %v, want %v, 8 left out", got, left, err, want)
	}
}

func TestFolderNamesWhatItCannotOpen(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	dir := t.TempDir()
	shut := filepath.Join(dir, "shut")
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "a.txt"), []byte("x"), 0o600), os.WriteFile(filepath.Join(dir, "locked"), []byte("x"), 0), os.Mkdir(shut, 0)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(shut, 0o700) }) // so that it can be removed
	got, _, err := source.Files(t.Context(), dir)
	if len(got) != 1 || !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), shut) || !strings.Contains(err.Error(), "locked") {
		t.Errorf("Files = %v, %v", got, err)
	}
}
