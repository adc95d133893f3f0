package desk_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/app/desk"
)

// A pond is a web page that can be changed, on a server of its own.
type pond struct {
	*httptest.Server
	words string
	sent  int // how often it was sent
}

func newPond(t *testing.T) *pond {
	t.Helper()
	p := &pond{words: "The towns agreed on 12 boats at noon, and nobody was surprised by that in the least."}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tag := fmt.Sprintf(`"%d"`, len(p.words))
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		p.sent++
		fmt.Fprintf(w, `<!doctype html><title>Boats</title><article><h1>Boats</h1><p>It was a long day on the river, longer than most, and the ferrymen were tired of it.</p><p>%s</p><p>The rest of it is still open and will be talked about in the spring.</p></article>`, p.words)
	}))
	t.Cleanup(p.Close)
	return p
}

// TestWebPageComesAgain fetches a page twice as it is, and once when it has changed.
func TestWebPageComesAgain(t *testing.T) {
	b, p := fresh(t), newPond(t)
	ctx := t.Context()
	fetch := func(want desk.Status, version int) article.ID {
		t.Helper()
		in, err := b.ImportFile(ctx, p.URL+"/boats?utm_source=x")
		if err != nil || in.Status != want || in.Version != version {
			t.Fatalf("ImportFile = %+v, %v, want %v, version %d", in, err, want, version)
		}
		return in.Article.ID
	}
	id := fetch(desk.StatusNew, 1)
	if a, err := b.Articles(ctx); err != nil || a[0].Article.URL != p.URL+"/boats" {
		t.Errorf("the address is %q, %v", a[0].Article.URL, err)
	}
	fetch(desk.StatusThere, 1)
	if p.sent != 1 {
		t.Errorf("the page was sent %d times", p.sent)
	}
	v := b.open(id).Version
	h := b.mark(v, "12 boats at noon")
	p.words = strings.Replace(p.words, "12 boats", "21 boats", 1) + " Or so they say."
	if got := fetch(desk.StatusNewVersion, 2); got != id {
		t.Errorf("another article")
	}
	s := b.open(id)
	m := s.Marks[0]
	if m.ID != h.ID || m.Placement.State != anchor.Review || s.Version.Slice(m.Placement.Range) != "21 boats at noon" || !m.Open() {
		t.Errorf("the mark is %+v", m)
	}
}

// changed is an article with two marks, of which the second version has changed one and lost the other.
func changed(t *testing.T) (b *bench, s *desk.Sitting, edited, lost article.ID) {
	t.Helper()
	b = fresh(t)
	path := filepath.Join(t.TempDir(), "a.txt")
	const one = "The talks\n\nThe towns agreed on 12 boats at noon. Nobody was surprised by that in the least, it seems.\n\nA hearing was planned for the spring, in the old school by the river. Then they all went home.\n"
	write(t, path, one)
	in, err := b.ImportFile(t.Context(), path)
	b.must(err)
	v := b.open(in.Article.ID).Version
	edited, lost = b.mark(v, "agreed on 12 boats").ID, b.mark(v, "A hearing was planned for the spring, in the old school by the river.").ID
	write(t, path, strings.NewReplacer("12 boats", "21 boats", "A hearing was planned for the spring, in the old school by the river. ", "").Replace(one))
	in, err = b.ImportFile(t.Context(), path)
	b.must(err)
	return b, b.open(in.Article.ID), edited, lost
}

// stands says how a mark stands.
func stands(s *desk.Sitting, id article.ID) (string, desk.Mark) {
	for _, m := range s.Marks {
		if m.ID == id {
			return s.Version.Slice(m.Placement.Range), m
		}
	}
	return "", desk.Mark{}
}

func TestReview(t *testing.T) {
	b, s, edited, lost := changed(t)
	ctx := t.Context()
	if f := desk.FateOf(s.Marks); f != (desk.Fate{Review: 1, Unattached: 1}) {
		t.Fatalf("fate is %+v", f)
	}
	want := func(what, words string, id article.ID, state anchor.State, settled annotations.Verdict, open bool) {
		t.Helper()
		now := b.open(s.Article.ID)
		got, m := stands(now, id)
		if got != words || m.Placement.State != state || m.Settled != settled || m.Open() != open {
			t.Errorf("%s: %q, state %v, settled %d, open %v; want %q, %v, %d, %v", what, got, m.Placement.State, m.Settled, m.Open(), words, state, settled, open)
		}
		if m.Anchor.Exact == got && state != anchor.Exact {
			t.Errorf("%s: the quote is now %q", what, m.Anchor.Exact)
		}
	}
	undo := func() {
		t.Helper()
		_, err := b.Undo(ctx)
		b.must(err)
	}
	want("at first", "agreed on 21 boats", edited, anchor.Review, annotations.Unsettled, true)
	b.must(b.Accept(ctx, s.Version, []annotations.Passage{{Of: edited}}))
	want("accepted", "agreed on 21 boats", edited, anchor.Edited, annotations.Accepted, false)
	undo()
	want("not accepted", "agreed on 21 boats", edited, anchor.Review, annotations.Unsettled, true)
	b.must(b.KeepApart(ctx, s.Version, []annotations.Passage{{Of: edited}, {Of: lost}}))
	want("apart", "", edited, anchor.Unattached, annotations.Apart, false)
	want("apart, too", "", lost, anchor.Unattached, annotations.Apart, false)
	undo()
	want("lost again", "", lost, anchor.Unattached, annotations.Unsettled, true)
	b.must(b.Attach(ctx, s.Version, annotations.Passage{Of: lost}, find(t, s.Version, "Then they all went home")))
	want("attached", "Then they all went home", lost, anchor.Edited, annotations.Attached, false)
	b.must(b.Reshape(ctx, lost, s.Version, find(t, s.Version, "they all went home")))
	want("reshaped in the newer version", "they all went home", lost, anchor.Edited, annotations.Attached, false)
	undo()
	undo()
	want("taken back", "", lost, anchor.Unattached, annotations.Unsettled, true)
	if err := b.Attach(ctx, s.Version, annotations.Passage{Of: lost}, article.Range{}); err == nil {
		t.Error("attached to nothing")
	}
	if old, err := b.OpenVersion(ctx, s.Article.ID, 1); err != nil || desk.FateOf(old.Marks) != (desk.Fate{Same: 2}) {
		t.Errorf("in the first version the fate is %+v, %v", desk.FateOf(old.Marks), err)
	}
}

// TestSettledGoesOn settles a mark in the second version: in the third it stands where it was settled.
func TestSettledGoesOn(t *testing.T) {
	b, s, edited, lost := changed(t)
	ctx := t.Context()
	b.must(b.Accept(ctx, s.Version, []annotations.Passage{{Of: edited}}))
	b.must(b.Attach(ctx, s.Version, annotations.Passage{Of: lost}, find(t, s.Version, "Then they all went home")))
	in, err := b.Import(ctx, desk.Input{Name: "third", Bytes: []byte("News: " + s.Version.Text() + " And more."), Article: s.Article.ID})
	b.must(err)
	now := b.open(in.Article.ID)
	for id, words := range map[article.ID]string{edited: "agreed on 21 boats", lost: "Then they all went home"} {
		if got, m := stands(now, id); got != words || m.Placement.State != anchor.Edited || m.Open() {
			t.Errorf("%q, state %v, open %v, want %q", got, m.Placement.State, m.Open(), words)
		}
	}
}

// TestFoundOnce finds marks in a newer version once, not whenever the article is opened.
func TestFoundOnce(t *testing.T) {
	b, s, _, _ := changed(t)
	before := dump(t, b.path, true)
	again := b.open(s.Article.ID)
	if got := dump(t, b.path, true); got != before {
		t.Error("opening an article changes the library")
	}
	for i, m := range again.Marks {
		if m.Placement != s.Marks[i].Placement {
			t.Errorf("mark %d is %+v, was %+v", i, m.Placement, s.Marks[i].Placement)
		}
	}
}

// TestTwins keeps the same text from two addresses as two articles that know of each other.
func TestTwins(t *testing.T) {
	b := fresh(t)
	text := []byte("The talks\n\nThe same words stand in two places, and both are kept as they are.\n")
	one, err := b.Import(t.Context(), desk.Input{Name: "a", URL: "https://a.example/x", Bytes: text})
	b.must(err)
	two, err := b.Import(t.Context(), desk.Input{Name: "b", URL: "https://b.example/y", Bytes: text})
	b.must(err)
	if one.Article.ID == two.Article.ID || two.Status != desk.StatusNew {
		t.Fatalf("imported %+v and %+v", one, two)
	}
	if s := b.open(two.Article.ID); len(s.Twins) != 1 || s.Twins[0].ID != one.Article.ID {
		t.Errorf("twins are %+v", s.Twins)
	}
}

// TestSucceeds says beforehand what would be a new version.
func TestSucceeds(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "a.txt")
	text := "The talks\n\nThe towns agreed on 12 boats at noon, and nobody was surprised by that in the least, it seems.\n"
	write(t, path, text)
	prepare := func() *desk.Prepared {
		t.Helper()
		p, err := b.PrepareFile(ctx, path, nil)
		b.must(err)
		return p
	}
	succeeds := func(p *desk.Prepared) bool {
		t.Helper()
		v, err := b.Succeeds(ctx, p)
		b.must(err)
		return v != nil
	}
	p := prepare()
	if succeeds(p) {
		t.Error("a new article succeeds another")
	}
	_, err := b.Keep(ctx, p)
	b.must(err)
	if succeeds(prepare()) {
		t.Error("the same bytes succeed themselves")
	}
	write(t, path, text+"\nMore of it.\n")
	p = prepare()
	if !succeeds(p) {
		t.Error("a longer text succeeds nothing")
	}
	p.Apart = true
	in, err := b.Keep(ctx, p)
	if b.must(err); in.Status != desk.StatusNew || in.Version != 1 {
		t.Errorf("kept apart as %+v", in)
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
