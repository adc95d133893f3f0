package desk_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations/anchor"
	"parley/app/desk"
)

// TestChangedBack changes a source and changes it back. The newest version is always what the source says.
func TestChangedBack(t *testing.T) {
	was := "# Boats\n\nThe harbour master said that 12 boats will come. " + essay("boat", 40)
	is := strings.Replace(was, "12 boats will", "9 boats will", 1)
	said := ""
	path := filepath.Join(t.TempDir(), "a.md")
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old" {
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
			return
		}
		w.Header().Set("ETag", fmt.Sprintf(`"%d"`, len(said)))
		if r.Header.Get("If-None-Match") == fmt.Sprintf(`"%d"`, len(said)) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/markdown")
		fmt.Fprint(w, said)
	}))
	t.Cleanup(s.Close)
	for _, source := range []string{path, s.URL + "/page", s.URL + "/old"} {
		b := fresh(t)
		put := func(text string, want desk.Status, number int) desk.Imported {
			t.Helper()
			said = text
			b.must(os.WriteFile(path, []byte(text), 0o600))
			p, err := b.PrepareFile(t.Context(), source, nil)
			b.must(err)
			last, err := b.Succeeds(t.Context(), p)
			b.must(err)
			if (last != nil) != (want == desk.StatusNewVersion) {
				t.Errorf("%s: Succeeds = %v for what is %v", source, last, want)
			}
			in, err := b.Keep(t.Context(), p)
			b.must(err)
			if in.Status != want || in.Version != number {
				t.Errorf("%s: %v, version %d; want %v, version %d", source, in.Status, in.Version, want, number)
			}
			if got := b.open(in.Article.ID).Version.Text(); strings.Contains(got, "12 boats will") != strings.Contains(text, "12 boats will") {
				t.Errorf("%s: the newest version says %.80q", source, got)
			}
			return in
		}
		id := put(was, desk.StatusNew, 1).Article.ID
		b.mark(b.open(id).Version, "12 boats will come")
		put(is, desk.StatusNewVersion, 2)
		if m := b.open(id).Marks[0]; m.Placement.State != anchor.Review {
			t.Errorf("%s: the mark on changed words is %v", source, m.Placement.State)
		}
		put(is, desk.StatusThere, 2)
		put(was, desk.StatusNewVersion, 3)
		if m := b.open(id).Marks[0]; m.Placement.State != anchor.Exact {
			t.Errorf("%s: the mark on words that are back is %v", source, m.Placement.State)
		}
		put(was, desk.StatusThere, 3)
		put(is, desk.StatusNewVersion, 4)
	}
}

// TestOldBytesFromElsewhere has two sources of one article. Neither has changed, so that neither makes a version again; nor does a copy of
// the older one in a third place.
func TestOldBytesFromElsewhere(t *testing.T) {
	const address = "https://example.org/story"
	b := fresh(t)
	one, two := page(address, "Story", essay("boat", 60)), page(address, "Story", essay("boat", 60)+"One more.")
	for i, x := range []struct {
		path  string
		bytes []byte
		want  desk.Status
	}{
		{"/one.html", one, desk.StatusNew},
		{"/two.html", two, desk.StatusNewVersion},
		{"/one.html", one, desk.StatusThere},
		{"/two.html", two, desk.StatusThere},
		{"/three.html", one, desk.StatusThere},
		{"/one.html", two, desk.StatusThere},
		{"", one, desk.StatusThere},
	} {
		in, err := b.Import(t.Context(), desk.Input{Name: x.path, Path: x.path, Bytes: x.bytes})
		b.must(err)
		if in.Status != x.want {
			t.Errorf("import %d of %s: %v, want %v", i, x.path, in.Status, x.want)
		}
	}
}

// TestNamedOldBytes imports what an older version was made of as a version of its article, and keeps it apart.
func TestNamedOldBytes(t *testing.T) {
	b := fresh(t)
	was := []byte("# Boats\n\n" + essay("boat", 40))
	in, err := b.Import(t.Context(), desk.Input{Name: "a", Path: "/a.md", Bytes: was})
	b.must(err)
	_, err = b.Import(t.Context(), desk.Input{Name: "a", Path: "/a.md", Bytes: append(was[:len(was):len(was)], "More."...)})
	b.must(err)
	p, err := b.Prepare(t.Context(), desk.Input{Name: "a", Path: "/a.md", Bytes: was})
	b.must(err)
	p.Apart = true
	apart, err := b.Keep(t.Context(), p)
	b.must(err)
	if apart.Status != desk.StatusNew || apart.Article.ID == in.Article.ID {
		t.Errorf("kept apart: %+v", apart)
	}
	named, err := b.Import(t.Context(), desk.Input{Name: "-", Bytes: was, Article: in.Article.ID})
	b.must(err)
	if named.Status != desk.StatusNewVersion || named.Version != 3 || named.Article.ID != in.Article.ID {
		t.Errorf("named: %+v", named)
	}
}
