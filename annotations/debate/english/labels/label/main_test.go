package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestOwn resolves a label file in place, and then only checks it.
func TestOwn(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "tram.labels")
	write(t, filepath.Join(dir, "tram.txt"), "Calder wants it. Prata — “no”.\n")
	write(t, path, "question Tram?\nposition Yes\nfor Calder :: Calder wants it.\nagainst Prata :: “no”\n")
	var sum tally
	for range 2 {
		if err := one(path, []byte(read(t, path)), "", "", &sum); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path); !strings.Contains(got, "for Calder @ 0-16\nagainst Prata @ 25-29\n") {
			t.Errorf("the label file holds %s", got)
		}
	}
	if want := (tally{articles: 2, strict: 2, positions: 2, stands: 4}); sum != want {
		t.Errorf("tally = %+v, want %+v", sum, want)
	}
	write(t, filepath.Join(dir, "tram.txt"), "Calder wants it. Prata – “no”.\n")
	if err := one(path, []byte(read(t, path)), "", "", &sum); err == nil || !strings.Contains(err.Error(), "tram.labels") {
		t.Errorf("a changed text gives the error %v", err)
	}
}

// TestOpen resolves a file with the labels of several texts. An error names the line of the file, and writes nothing for its text.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b"} {
		write(t, filepath.Join(dir, "gum", "dep", "GUM_news_"+name+".conllu"), "# newdoc id = GUM_news_"+name+"\n# text = Words.\n")
	}
	data := "document GUM_news_a\nnodispute\n\ndocument GUM_news_b\nquestion Q?\nhalf\nposition P\nfor A :: absent\n"
	var sum tally
	var errs []string
	for _, part := range parts([]byte(data)) {
		if err := one("x.words", part, dir, dir, &sum); err != nil {
			errs = append(errs, err.Error())
		}
	}
	if len(errs) != 1 || !strings.HasPrefix(errs[0], "x.words:8: words occur 0 times") {
		t.Errorf("errors %q, want one in line 8", errs)
	}
	if got := read(t, filepath.Join(dir, "gum-news-a.labels")); !strings.HasPrefix(got, "document GUM_news_a\nsha256 ") {
		t.Errorf("the label file holds %s", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "gum-news-b.labels")); err == nil {
		t.Error("labels with an error were written")
	}
}
