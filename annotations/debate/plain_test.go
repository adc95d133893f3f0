package debate

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parley/annotations/article"
)

// plain builds a version of a text in which every line is a paragraph, and a first line of less
// than a hundred letters without a full stop the title.
func plain(t testing.TB, text string) *article.Version {
	t.Helper()
	text = strings.TrimRight(text, "\n")
	var blocks []article.Block
	pos := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		n := utf8.RuneCountInString(line)
		body := strings.TrimRight(line, "\n")
		if strings.TrimSpace(body) != "" {
			b := article.Block{Range: article.Range{Start: pos, End: pos + utf8.RuneCountInString(body)}}
			if len(blocks) == 0 && n < 100 && !strings.HasSuffix(body, ".") {
				b.Kind = article.Title
			}
			blocks = append(blocks, b)
		}
		pos += n
	}
	v, err := article.NewVersion(text, blocks, article.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}
