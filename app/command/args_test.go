package command

import (
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

func TestArgs(t *testing.T) {
	var c cli
	p, err := kong.New(&c)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ args, want string }{
		{"list --collection talks", ""},
		{"list --collection", "--collection needs a value"},
		{"list --collection=", "--collection names nothing"},
		{"list --db", "--db needs a value"},
		{"list --json", ""},
		{"highlight --article a --exact --format", ""}, // which are the words
		{"search -- --in", ""},
		{"list --version", ""}, // which is no flag of it
		{"show a --version", "--version needs a value"},
		{"highlight --colour", "--colour needs a value"},
		{"--db list export --out", "--out needs a value"},
		{"export list --out=", "--out names nothing"},
	} {
		if got := valueless(p.Model.Node, strings.Fields(tt.args)); got != tt.want {
			t.Errorf("of %q it is said %q, want %q", tt.args, got, tt.want)
		}
	}
	if got := valueless(p.Model.Node, []string{"import", "--collection", " ", "a.md"}); got != "--collection names nothing" {
		t.Errorf("of an empty name it is said %q", got)
	}
	for _, tt := range []struct{ args, want string }{
		{"search -ferry house", "search -- -ferry house"},
		{"--db l.db --json search -ferry --limit 3 house --in=notes", "--db l.db --json search --limit 3 --in=notes -- -ferry house"},
		{"--db search list", "--db search list"},
		{"show search", "show search"},
		{"search --bogus x", "search --bogus x"},
		{"search -- -x", "search -- -x"},
		{"search --help", "search --help"},
		{"--db", "--db"},
		{"", ""},
	} {
		if got := queryArgs(strings.Fields(tt.args)); !slices.Equal(got, strings.Fields(tt.want)) {
			t.Errorf("%q becomes %q, want %q", tt.args, got, tt.want)
		}
	}
}
