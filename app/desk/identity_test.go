package desk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
	"parley/app/desk"
)

// essay returns a text of a hundred sentences on a subject; texts on different subjects have no shingle in common.
func essay(subject string, sentences int) string {
	var b strings.Builder
	for i := range sentences {
		fmt.Fprintf(&b, "%s%d went %s%d over %s%d. ", subject, i, subject, i*7, subject, i*13)
	}
	return b.String()
}

// page returns a web page that gives an address as its own.
func page(canonical, title, text string) []byte {
	return fmt.Appendf(nil, `<!doctype html><html><head><title>%s</title><link rel="canonical" href="%s"></head><body><article><h1>%s</h1><p>%s</p></article></body></html>`, title, canonical, title, text)
}

// TestIdentity tries what names an article. Each row imports a first source and then a second one into a library of their own.
func TestIdentity(t *testing.T) {
	const addr = "https://example.org/story"
	boats, carts := essay("boat", 100), essay("cart", 100)
	mixed := func(common int) string { // so many sentences of a hundred are as they were
		return essay("boat", common) + essay("cart", 100-common)
	}
	saved := func(path, canonical, text string) desk.Input {
		return desk.Input{Name: path, Path: path, Bytes: page(canonical, "Story", text)}
	}
	fetched := func(from, canonical, text string) desk.Input {
		return desk.Input{Name: from, URL: from, Bytes: page(canonical, "Story", text), ContentType: "text/html"}
	}
	noted := func(path, url, text string) desk.Input {
		return desk.Input{Name: path, Path: path, Bytes: []byte("---\nurl: " + url + "\n---\n# Story\n\n" + text + "\n")}
	}
	for _, tt := range []struct {
		name       string
		one, other desk.Input
		want       desk.Status
		near       bool
	}{
		{"saved pages of one canonical address, nothing in common", saved("/a.html", addr, boats), saved("/b.html", addr, carts), desk.StatusNew, true},
		{"saved pages of one canonical address, a few words in common", saved("/a.html", addr, boats), saved("/b.html", addr, mixed(30)), desk.StatusNew, true},
		{"saved pages of one canonical address, most in common", saved("/a.html", addr, boats), saved("/b.html", addr, mixed(70)), desk.StatusNewVersion, false},
		{"pages fetched from two addresses with one canonical address", fetched("https://example.org/1", addr, boats), fetched("https://example.org/2", addr, carts), desk.StatusNew, true},
		{"the same, most in common", fetched("https://example.org/1", addr, boats), fetched("https://example.org/2", addr, mixed(80)), desk.StatusNewVersion, false},
		{"a page fetched again, all rewritten", fetched(addr, "", boats), fetched(addr, "", carts), desk.StatusNewVersion, false},
		{"a page fetched again that names another canonical address", fetched(addr, addr, boats), fetched(addr, "https://example.org/", carts), desk.StatusNewVersion, false},
		{"a page that says it is the one that was fetched", fetched(addr, "", boats), saved("/b.html", addr, carts), desk.StatusNew, true},
		{"a page fetched from where another said it is from", saved("/b.html", addr, carts), fetched(addr, "", boats), desk.StatusNew, true},
		{"properties that name one address", noted("/a.md", addr, boats), noted("/b.md", addr, carts), desk.StatusNew, true},
		{"the same, most in common", noted("/a.md", addr, boats), noted("/b.md", addr, mixed(90)), desk.StatusNewVersion, false},
		{"a file that holds something else now", noted("/a.md", "", boats), noted("/a.md", "", carts), desk.StatusNew, true},
		{"a file that was edited", noted("/a.md", "", boats), noted("/a.md", "", mixed(60)), desk.StatusNewVersion, false},
		{"a file that was edited and names another address", noted("/a.md", addr, boats), noted("/a.md", addr+"/2", mixed(60)), desk.StatusNewVersion, false},
		{"the same text from another address", fetched(addr, addr, boats), fetched(addr+"/2", addr+"/2", boats), desk.StatusNew, false},
		{"the same bytes", saved("/a.html", addr, boats), saved("/b.html", addr, boats), desk.StatusThere, false},
		{"piped in", saved("/a.html", addr, boats), desk.Input{Name: "standard input", Bytes: page(addr, "Story", carts)}, desk.StatusNew, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := fresh(t)
			one, err := b.Import(t.Context(), tt.one)
			b.must(err)
			p, err := b.Prepare(t.Context(), tt.other)
			b.must(err)
			last, err := b.Succeeds(t.Context(), p)
			b.must(err)
			if (last != nil) != (tt.want == desk.StatusNewVersion) {
				t.Errorf("Succeeds = %v, want a version: %v", last, tt.want == desk.StatusNewVersion)
			}
			got, err := b.Keep(t.Context(), p)
			b.must(err)
			if got.Status != tt.want || (got.Near != nil) != tt.near {
				t.Errorf("%v, near %v; want %v, near %v", got.Status, got.Near, tt.want, tt.near)
			}
			if (got.Article.ID == one.Article.ID) != (tt.want != desk.StatusNew) {
				t.Error("it is kept elsewhere")
			}
			if got.Near != nil && (got.Near.Article.ID != one.Article.ID || !strings.Contains(got.Near.String(), article.Handle(article.HandleArticle, one.Article.ID))) {
				t.Errorf("near %v", got.Near)
			}

			// The same of a folder, in which both are.
			d, _ := counted(t)
			words := bulk(t, d, []desk.Input{tt.one, tt.other, {Name: "z", Path: "/z.txt", Bytes: []byte(essay("zeppelin", 9))}})
			if !strings.HasPrefix(words[1], tt.want.String()+" Story") {
				t.Errorf("in a folder: %q, want %v", words, tt.want)
			}
		})
	}
}

// TestManyOfOneAddress imports a folder of pages that all name the front page of their site. Each is compared with a few of the others only.
func TestManyOfOneAddress(t *testing.T) {
	_, shelf := counted(t)
	texts := &textCounter{Shelf: shelf}
	d, err := desk.New(t.Context(), texts, options())
	if err != nil {
		t.Fatal(err)
	}
	const n = 60
	var all []desk.Input
	for i := range n {
		path := fmt.Sprintf("/%d.html", i)
		all = append(all, desk.Input{Name: path, Path: path, Bytes: page("https://example.org/", fmt.Sprint("Page ", i), essay(fmt.Sprintf("w%dx", i), 20))})
	}
	for i, words := range bulk(t, d, all) {
		if want := fmt.Sprintf("new Page %d 1", i); words != want {
			t.Errorf("%q, want %q", words, want)
		}
	}
	if texts.read > n*24 {
		t.Errorf("%d texts were read", texts.read)
	}
}

type textCounter struct {
	desk.Shelf
	read int
}

func (s *textCounter) Text(ctx context.Context, id article.ID) (string, error) {
	s.read++
	return s.Shelf.Text(ctx, id)
}

// TestRedirects fetches an address that leads elsewhere after a while.
func TestRedirects(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	boats, carts := essay("boat", 60), essay("cart", 60)
	moved, text := map[string]string{}, map[string]string{"/old": boats}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to := moved[r.URL.Path]; to != "" {
			http.Redirect(w, r, to, http.StatusMovedPermanently)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		w.Write(page("", "Story", text[r.URL.Path]))
	}))
	t.Cleanup(s.Close)
	fetch := func(path string, want desk.Status, near bool) article.ID {
		t.Helper()
		in, err := b.ImportFile(ctx, s.URL+path)
		b.must(err)
		if in.Status != want || (in.Near != nil) != near {
			t.Errorf("%s: %v, near %v; want %v, near %v", path, in.Status, in.Near, want, near)
		}
		return in.Article.ID
	}
	first := fetch("/old", desk.StatusNew, false)
	moved["/old"], text["/new"] = "/new", boats+"One more sentence of the boats."
	if fetch("/old", desk.StatusNewVersion, false) != first {
		t.Error("after a redirect it is another article")
	}
	if fetch("/old", desk.StatusThere, false) != first || fetch("/new", desk.StatusThere, false) != first {
		t.Error("where the redirect leads it is another article")
	}
	moved["/old"], text["/"] = "/", carts // the article is gone, and the site leads to its front page
	front := fetch("/old", desk.StatusNew, true)
	if front == first {
		t.Error("the front page is a version of the article")
	}
	text["/"] = essay("wagon", 60)
	if fetch("/", desk.StatusNewVersion, false) != front {
		t.Error("the address that was fetched no longer names its article")
	}
}

// A meddler changes an article between what an import reads of it and what it writes.
type meddler struct {
	desk.Shelf
	meddle func()
}

func (s *meddler) AddVersion(ctx context.Context, d annotations.Draft) error {
	if f := s.meddle; f != nil {
		s.meddle = nil
		f()
	}
	return s.Shelf.AddVersion(ctx, d)
}

// TestDetailsChangedMeanwhile has another window change details while a new version comes in, and while they are edited.
func TestDetailsChangedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	open := func(wrap func(desk.Shelf) desk.Shelf) *desk.Desk {
		s, err := store.Open(t.Context(), path, store.Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		d, err := desk.New(t.Context(), wrap(s), options())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		return d
	}
	other := open(func(s desk.Shelf) desk.Shelf { return s })
	m := &meddler{}
	d := open(func(s desk.Shelf) desk.Shelf { m.Shelf = s; return m })
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	file := func(outlet, text string) desk.Input {
		return desk.Input{Name: "a", Path: "/a.md", Bytes: []byte("---\noutlet: " + outlet + "\nauthor: A. Writer\n---\n# Boats\n\n" + text)}
	}
	boats := essay("boat", 50)
	in, err := d.Import(ctx, file("Post", boats))
	must(err)
	id := in.Article.ID
	describe := func(change func(*desk.Details)) {
		t.Helper()
		s, err := other.Open(ctx, id)
		must(err)
		was := desk.DetailsOf(s.Article)
		to := was
		change(&to)
		must(other.Redescribe(ctx, id, was, to))
	}
	m.meddle = func() {
		describe(func(x *desk.Details) { x.Title, x.Byline, x.Published = "My boats", "Me", "2026-05" })
	}
	in, err = d.Import(ctx, file("Herald", boats+"One more."))
	must(err)
	want := desk.Details{Title: "My boats", Byline: "Me", Outlet: "Herald", Published: "2026-05"}
	check := func(what string, want desk.Details) {
		t.Helper()
		s, err := other.Open(ctx, id)
		must(err)
		if got := desk.DetailsOf(s.Article); got.Title != want.Title || got.Byline != want.Byline || got.Outlet != want.Outlet || got.Published != want.Published {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	check("a new version came in", want)
	if in.Status != desk.StatusNewVersion || in.Version != 2 || in.Article.Title != "My boats" {
		t.Errorf("imported as %+v", in)
	}

	// A form that was opened before another window changed the outlet changes what was typed into it only.
	s, err := d.Open(ctx, id)
	must(err)
	was := desk.DetailsOf(s.Article)
	describe(func(x *desk.Details) { x.Outlet = "Times" })
	to := was
	to.Title = "All boats"
	must(d.Redescribe(ctx, id, was, to))
	want.Title, want.Outlet = "All boats", "Times"
	check("a form was open", want)

	// What went into the trash meanwhile gets no version.
	m.meddle = func() { must(other.Discard(ctx, []article.ID{id}, true)) }
	in, err = d.Import(ctx, file("Herald", boats+"Two more. Three more."))
	must(err)
	if in.Status != desk.StatusNew || in.Article.ID == id {
		t.Errorf("of one in the trash: %+v", in)
	}
}
