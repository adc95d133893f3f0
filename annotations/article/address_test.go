package article_test

import (
	"strings"
	"testing"

	"parley/annotations/article"
)

func TestPublicAddress(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://a.example/b?c=d@e#f@g", "https://a.example/b?c=d@e#f@g"},
		{"https://user:secret@a.example/b", "https://a.example/b"},
		{"HTTP://user@a.example", "HTTP://a.example"},
		{"https://u:p@q@a.example:8080/x@y", "https://a.example:8080/x@y"},
		{"https://u:se%63ret@a.example", "https://a.example"},
		{"https://u:secret/more@a.example/b", "https://a.example/b"}, // no valid address: the password ends the host
		{"https://u:secret@[bad/b", "https://[bad/b"},
		{"/home/me/a:b@c.txt", "/home/me/a:b@c.txt"},
		{"mail me@a.example", "mail me@a.example"},
		{"https://", "https://"},
	}
	for _, tt := range tests {
		if got := article.PublicAddress(tt.in); got != tt.want {
			t.Errorf("PublicAddress(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzPublicAddress(f *testing.F) {
	f.Add("u", "secret", "a.example/b")
	f.Fuzz(func(t *testing.T, user, _, rest string) {
		if strings.ContainsAny(user, "/?#\\@%") || strings.Contains(rest, "needle") {
			t.Skip()
		}
		if got := article.PublicAddress("https://" + user + ":needle@" + rest); strings.Contains(got, "needle") {
			t.Errorf("the password is in %q", got)
		}
	})
}
