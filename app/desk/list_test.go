package desk_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// talksListed is a library of six articles, as it lists them.
func talksListed() []annotations.Entry {
	in := article.ID{15: 99}
	at := func(n int) time.Time { return time.Unix(int64(n), 0) }
	return []annotations.Entry{
		{Article: article.Article{ID: article.ID{1}, Title: "Été on the river", Outlet: "Post", Published: "2026-05"}, Opened: at(3), Progress: 1, Marks: 4, Tags: []string{"Water"}},
		{Article: article.Article{ID: article.ID{2}, Title: "Bridges", Outlet: "post ", Byline: "Ann Lee"}, Opened: at(9), Progress: 0.4, Tags: []string{"water", "roads"}, Archived: true},
		{Article: article.Article{ID: article.ID{3}, Title: "Ambassadors", Published: "2026-07-01"}, Collections: []article.ID{in}, Marks: 1},
		{Article: article.Article{ID: article.ID{4}, Title: "Dams", Outlet: "Herald", Published: "2025"}, Progress: 0.5, Collections: []article.ID{in}},
		{Article: article.Article{ID: article.ID{5}, Title: "Dams", Outlet: "Post", Published: "2026-05"}, Progress: 0.004},
		{Article: article.Article{ID: article.ID{6}, Title: "", Outlet: "Agency"}, Progress: 0.96, Marks: 4},
	}
}

func TestListing(t *testing.T) {
	l := desk.NewListing(talksListed())
	for _, x := range []struct {
		f    desk.Filter
		o    desk.Order
		want []byte
	}{
		{desk.Filter{}, desk.ByAdded, []byte{1, 3, 4, 5, 6}},
		{desk.Filter{Anywhere: true}, desk.ByOpened, []byte{2, 1, 3, 4, 5, 6}},
		{desk.Filter{}, desk.ByPublished, []byte{3, 1, 5, 4, 6}},
		{desk.Filter{}, desk.ByTitle, []byte{3, 4, 5, 1, 6}},
		{desk.Filter{}, desk.ByOutlet, []byte{6, 4, 1, 5, 3}},
		{desk.Filter{}, desk.ByProgress, []byte{1, 6, 4, 5, 3}},
		{desk.Filter{}, desk.ByMarks, []byte{1, 6, 3, 4, 5}},
		{desk.Filter{Archived: true}, desk.ByAdded, []byte{2}},
		{desk.Filter{Anywhere: true, Tag: " wáter"}, desk.ByAdded, []byte{1, 2}},
		{desk.Filter{Anywhere: true, Outlet: "POST"}, desk.ByAdded, []byte{1, 2, 5}},
		{desk.Filter{Collection: article.ID{15: 99}}, desk.ByTitle, []byte{3, 4}},
		{desk.Filter{Collection: article.ID{15: 1}}, desk.ByTitle, nil},
		{desk.Filter{Reading: desk.Unread}, desk.ByAdded, []byte{3, 5}},
		{desk.Filter{Reading: desk.ReadPart, Anywhere: true}, desk.ByAdded, []byte{2, 4}},
		{desk.Filter{Reading: desk.ReadWhole}, desk.ByAdded, []byte{1, 6}},
		{desk.Filter{Marked: true}, desk.ByTitle, []byte{3, 1, 6}},
		{desk.Filter{Words: "post ETE"}, desk.ByAdded, []byte{1}},
		{desk.Filter{Words: "lee road", Anywhere: true}, desk.ByAdded, []byte{2}},
		{desk.Filter{Words: "lee boat", Anywhere: true}, desk.ByAdded, nil},
		{desk.Filter{Words: "dams", Outlet: "post"}, desk.ByAdded, []byte{5}},
	} {
		got, err := l.Choose(t.Context(), x.f, x.o)
		var ids []byte
		for _, e := range got {
			ids = append(ids, e.Article.ID[0])
		}
		if err != nil || !slices.Equal(ids, x.want) {
			t.Errorf("%+v by %v: %v, %v, want %v", x.f, x.o, ids, err, x.want)
		}
	}

	// Another entry takes the place of one, in another listing only.
	e := *l.All()[3]
	e.Marks = 9
	m := l.With([]annotations.Entry{e})
	first := func(l *desk.Listing) byte {
		got, err := l.Choose(t.Context(), desk.Filter{}, desk.ByMarks)
		if err != nil {
			t.Fatal(err)
		}
		return got[0].Article.ID[0]
	}
	if len(m.All()) != 6 || first(m) != 4 || first(l) != 1 {
		t.Errorf("%d entries, first %d; before, %d", len(m.All()), first(m), first(l))
	}

	// What comes in stands where it was added, what goes is not there.
	at := func(id byte, ms int64) annotations.Entry {
		return annotations.Entry{Article: article.Article{ID: article.ID{id}, Created: time.UnixMilli(ms)}}
	}
	for _, x := range []struct {
		put  []annotations.Entry
		gone []article.ID
		want []byte
	}{
		{nil, nil, []byte{3, 2, 1}},
		{[]annotations.Entry{at(9, 400)}, nil, []byte{9, 3, 2, 1}},
		{[]annotations.Entry{at(9, 1), at(8, 250)}, nil, []byte{3, 8, 2, 1, 9}},
		{[]annotations.Entry{at(9, 200), at(0, 200)}, nil, []byte{3, 9, 2, 0, 1}},
		{[]annotations.Entry{at(9, 300), at(2, 200)}, []article.ID{{3}, {1}, {77}}, []byte{9, 2}},
	} {
		var got []byte
		for _, e := range desk.NewListing([]annotations.Entry{at(3, 300), at(2, 200), at(1, 100)}).With(x.put, x.gone...).All() {
			got = append(got, e.Article.ID[0])
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("with %v and without %v: %v, want %v", x.put, x.gone, got, x.want)
		}
	}

	ctx, stop := context.WithCancel(t.Context())
	stop()
	if got, err := l.Choose(ctx, desk.Filter{}, desk.ByTitle); len(got) > 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("given up, it is %v, %v", got, err)
	}
}

func TestListWords(t *testing.T) {
	for _, r := range []desk.Reading{desk.ReadAny, desk.Unread, desk.ReadPart, desk.ReadWhole} {
		if got, ok := desk.ParseReading(r.String()); !ok || got != r {
			t.Errorf("%v is parsed as %v", r, got)
		}
	}
	if _, ok := desk.ParseReading("often"); ok {
		t.Error("“often” is a reading")
	}
}

// TestDetailsStay changes what is said of an article, and then its text: the reader's words stay, the title follows the text only if
// it has not been changed.
func TestDetailsStay(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	write := func(title string) {
		t.Helper()
		_, err := b.Import(ctx, desk.Input{Name: "boats.md", Path: "/boats.md", Bytes: fmt.Appendf(nil,
			"# %s\n\nThe ferrymen of the river were tired of it, and so were those who waited for them on the other side until noon.\n", title)})
		b.must(err)
	}
	write("Boats")
	entry := func() annotations.Entry {
		t.Helper()
		all, err := b.Articles(ctx)
		if err != nil || len(all) != 1 {
			t.Fatalf("%d articles, %v", len(all), err)
		}
		e, err := b.Entry(ctx, all[0].Article.ID)
		if err != nil || fmt.Sprint(e) != fmt.Sprint(all[0]) {
			t.Fatalf("listed alone it is %+v, %v, not %+v", e, err, all[0])
		}
		return e
	}
	write("More boats")
	e := entry()
	if e.Article.Title != "More boats" || e.Version != 2 {
		t.Fatalf("%q, version %d", e.Article.Title, e.Version)
	}
	d := desk.DetailsOf(e.Article)
	d.Title, d.Outlet = "My boats", "Post"
	b.must(b.Describe(ctx, e.Article.ID, d))
	write("Most boats")
	if e = entry(); e.Article.Title != "My boats" || e.Article.Outlet != "Post" || e.Version != 3 {
		t.Errorf("%q of %q, version %d", e.Article.Title, e.Article.Outlet, e.Version)
	}
}

// TestRedescribe changes two details while another changes a third.
func TestRedescribe(t *testing.T) {
	b := fresh(t)
	ctx := t.Context()
	in, _ := b.piped(prose)
	id := in.Article.ID
	was := desk.DetailsOf(in.Article)
	theirs := was
	theirs.Title = "Theirs"
	b.must(b.Describe(ctx, id, theirs))
	mine := was
	mine.Outlet, mine.Published = "Post", "2026-05"
	b.must(b.Redescribe(ctx, id, was, mine))
	want := theirs
	want.Outlet, want.Published = "Post", "2026-05"
	if got := desk.DetailsOf(b.open(id).Article); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
