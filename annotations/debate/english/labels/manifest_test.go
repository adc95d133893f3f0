package labels_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations/debate/english/labels"
)

// TestManifest compares the table of open texts in the guide with the labels.
func TestManifest(t *testing.T) {
	guide := read(t, "GUIDE.md")
	total := 0
	for _, kind := range []struct{ row, prefix string }{
		{"GUM, news (Wikinews)", "gum-news-"},
		{"GUM, interview (Wikinews)", "gum-interview-"},
		{"GUM, court", "gum-court-"},
		{"GUM, speech", "gum-speech-"},
		{"English Web Treebank", "ewt-"},
	} {
		var articles, none, strict, half int
		for _, path := range files(t, filepath.Join("open", kind.prefix+"*.labels")) {
			a, err := labels.Parse(path, []byte(read(t, path)))
			if err != nil {
				t.Fatal(err)
			}
			articles++
			if len(a.Disputes) == 0 {
				none++
			}
			for _, d := range a.Disputes {
				if d.Half {
					half++
				} else {
					strict++
				}
			}
		}
		total += articles
		if row := fmt.Sprintf("| %s | %d | %d | %d | %d |", kind.row, articles, none, strict, half); !strings.Contains(guide, row) {
			t.Errorf("GUIDE.md lacks the row %s", row)
		}
	}
	if all := len(files(t, "open/*.labels")); total != all {
		t.Errorf("the table counts %d of %d label files", total, all)
	}
}
