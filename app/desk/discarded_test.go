package desk_test

import (
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/app/desk"
)

// TestSourceOfTheTrash imports what an article in the trash was made of. It is new, and that the other is in the trash is said.
func TestSourceOfTheTrash(t *testing.T) {
	const address = "https://example.org/boats"
	boats := []byte("# Boats\n\n" + essay("boat", 30))
	file := desk.Input{Name: "a", Path: "/a.md", Bytes: boats}
	fetched := desk.Input{Name: address, URL: address, Bytes: page("", "Boats", essay("boat", 30)), ContentType: "text/html"}
	for _, tt := range []struct {
		name       string
		one, other desk.Input
		want       string
	}{
		{"the same file", file, file, "the same file"},
		{"a copy of the file", file, desk.Input{Name: "b", Path: "/b.md", Bytes: boats}, "the same file"},
		{"the same bytes, piped", file, desk.Input{Name: "-", Bytes: boats}, "the same file"},
		{"the file, changed", file, desk.Input{Name: "a", Path: "/a.md", Bytes: []byte("# Carts\n\n" + essay("cart", 30))}, "the same file"},
		{"the same page", fetched, fetched, "the same page"},
		{"another file", file, desk.Input{Name: "b", Path: "/b.md", Bytes: []byte("# Carts\n\n" + essay("cart", 30))}, ""},
	} {
		for _, together := range []bool{false, true} {
			b := fresh(t)
			one, err := b.Import(t.Context(), tt.one)
			b.must(err)
			if one.Trashed != nil {
				t.Errorf("%s: nothing is in the trash, but %v", tt.name, one.Trashed)
			}
			b.must(b.Discard(t.Context(), []article.ID{one.Article.ID}, true))
			p, err := b.Prepare(t.Context(), tt.other)
			b.must(err)
			all := []desk.Ready{{Prepared: p}}
			if together { // several new ones are kept in one step
				q, err := b.Prepare(t.Context(), desk.Input{Name: "c", Path: "/c.md", Bytes: []byte("# Wagons\n\n" + essay("wagon", 30))})
				b.must(err)
				all = append(all, desk.Ready{Prepared: q})
			}
			kept, errs := b.KeepAll(t.Context(), all)
			b.must(errs[0])
			in := kept[0]
			if in.Status != desk.StatusNew || (in.Trashed != nil) != (tt.want != "") {
				t.Fatalf("%s: %v, in the trash %v", tt.name, in.Status, in.Trashed)
			}
			if in.Trashed == nil {
				continue
			}
			if got := in.Trashed.String(); in.Trashed.Article.ID != one.Article.ID || !strings.Contains(got, tt.want) || !strings.Contains(got, article.Handle(article.HandleArticle, one.Article.ID)) {
				t.Errorf("%s: %s", tt.name, got)
			}
			if gone, err := b.Trash(t.Context()); err != nil || len(gone) != 1 {
				t.Errorf("%s: the trash holds %v, %v", tt.name, gone, err)
			}
			again, err := b.Import(t.Context(), tt.other)
			if b.must(err); again.Status != desk.StatusThere || again.Trashed != nil {
				t.Errorf("%s: again %+v", tt.name, again)
			}
		}
	}
}
