package source_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"parley/annotations/source"
)

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a.md", "picture.png", ".hidden.txt", "sub/c.TXT", ".git/d.txt", "empty/e.png"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600)); err != nil {
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
		got, err := source.Files(t.Context(), tt.path)
		for i, f := range got {
			got[i], _ = filepath.Rel(dir, f)
		}
		if !slices.Equal(got, tt.want) || !errors.Is(err, tt.err) {
			t.Errorf("%s: Files = %v, %v, want %v, %v", tt.name, got, err, tt.want, tt.err)
		}
	}
	if got, err := source.Files(t.Context(), "https://example.org/a"); err != nil || len(got) != 1 {
		t.Errorf("an address: Files = %v, %v", got, err)
	}
}
