package article_test

import (
	"testing"

	"parley/annotations/article"
)

func TestWebAddress(t *testing.T) {
	for _, tt := range []struct{ in, public, web string }{
		{"https://example.org/a?b=c#d", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"},
		{"https://me:secret@example.org/a", "https://example.org/a", "https://example.org/a"},
		{"https://example.org/@me?x=y@z", "https://example.org/@me?x=y@z", "https://example.org/@me?x=y@z"},
		{" HTTPS://example.org/a ", " HTTPS://example.org/a ", "HTTPS://example.org/a"},
		{" https://me:secret@example.org/a ", " https://example.org/a ", "https://example.org/a"},
		{"javascript:alert(1)", "javascript:alert(1)", ""},
		{"javascript://example.org/%0aalert(1)", "javascript://example.org/%0aalert(1)", ""},
		{"data:text/html,x", "data:text/html,x", ""},
		{"file:///etc/passwd", "file:///etc/passwd", ""},
		{"ftp://me:secret@example.org/a", "ftp://example.org/a", ""},
		{"mailto:me@example.org", "mailto:me@example.org", ""},
		{"https:///a", "https:///a", ""},
		{"https://example.org/a b", "https://example.org/a b", ""},
		{"https://example.org/a\x1b[31m", "https://example.org/a\x1b[31m", ""},
		{"example.org/a", "example.org/a", ""},
		{"", "", ""},
	} {
		if got := article.PublicAddress(tt.in); got != tt.public {
			t.Errorf("PublicAddress(%q) = %q, want %q", tt.in, got, tt.public)
		}
		if got := article.WebAddress(tt.in); got != tt.web {
			t.Errorf("WebAddress(%q) = %q, want %q", tt.in, got, tt.web)
		}
	}
}
