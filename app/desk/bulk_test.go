package desk_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
	"parley/app/desk"
)

// A countedShelf counts how often articles are added, and refuses those with a certain word.
type countedShelf struct {
	desk.Shelf
	calls, articles int
	refuse          string
}

var errRefused = errors.New("refused")

func (s *countedShelf) AddArticles(ctx context.Context, all ...annotations.Draft) error {
	for _, d := range all {
		if s.refuse != "" && strings.Contains(d.Version.Text(), s.refuse) {
			return errRefused
		}
	}
	s.calls++
	s.articles += len(all)
	return s.Shelf.AddArticles(ctx, all...)
}

func counted(t *testing.T) (*desk.Desk, *countedShelf) {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "library.db"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	shelf := &countedShelf{Shelf: s}
	d, err := desk.New(t.Context(), shelf, options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, shelf
}

// bulk imports sources as those of a folder are, and returns what became of each.
func bulk(t *testing.T, d *desk.Desk, all []desk.Input) (out []string) {
	t.Helper()
	err := desk.ReadAll(t.Context(), len(all), func(ctx context.Context, i int) (*desk.Prepared, error) {
		return d.Prepare(ctx, all[i])
	}, func(some []desk.Ready) {
		kept, errs := d.KeepAll(t.Context(), some)
		for i, r := range some {
			if r.Index != len(out) {
				t.Errorf("after %d comes %d", len(out), r.Index)
			}
			words := fmt.Sprintf("%s %s %d", kept[i].Status, kept[i].Article.Title, kept[i].Version)
			if errs[i] != nil {
				words = errs[i].Error()
			}
			out = append(out, words)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBulk(t *testing.T) {
	d, shelf := counted(t)
	var events atomic.Int32
	defer d.Watch(func(desk.Event) { events.Add(1) })()
	letter := func(n int) desk.Input {
		path := fmt.Sprintf("/letters/%d.md", n)
		return desk.Input{Name: path, Path: path, Bytes: fmt.Appendf(nil, "# Letter %d\n\n%s", n, prose)}
	}
	all := []desk.Input{letter(1), letter(2), letter(3)}
	again := letter(2) // the same file, changed meanwhile
	again.Bytes = append(again.Bytes, "One more sentence.\n"...)
	copied := letter(3) // the same bytes
	copied.Path = "/copy.md"
	piped := desk.Input{Name: "standard input", Bytes: []byte("Piped in, and a text of its own.\n")}
	all = append(all, again, copied, desk.Input{Name: "broken.pdf", Bytes: []byte("%PDF-1.7\nnothing")}, letter(4), piped, letter(5), letter(1))
	got := bulk(t, d, all)
	want := []string{"new Letter 1 1", "new Letter 2 1", "new Letter 3 1", "new version Letter 2 2", "already there Letter 3 1", "", "new Letter 4 1", "new Piped in, and a text of its own. 1", "new Letter 5 1", "already there Letter 1 1"}
	if len(got) > 5 {
		if !strings.Contains(got[5], "broken.pdf") {
			t.Errorf("of what is broken it is said: %s", got[5])
		}
		got[5] = ""
	}
	if !slices.Equal(got, want) {
		t.Errorf("imported\n%q\nwant\n%q", got, want)
	}
	if shelf.articles != 6 {
		t.Errorf("%d articles", shelf.articles)
	}

	// Many are few transactions, and each is told.
	shelf.calls, shelf.articles = 0, 0
	before := events.Load()
	var many []desk.Input
	for n := range 100 {
		many = append(many, letter(100+n))
	}
	bulk(t, d, many)
	if shelf.articles != 100 || shelf.calls > 20 {
		t.Errorf("%d articles in %d transactions", shelf.articles, shelf.calls)
	}
	if n := events.Load() - before; n != 100 {
		t.Errorf("%d were told", n)
	}

	// One that cannot be kept keeps no other out.
	shelf.refuse = "Letter 203"
	many = nil
	for n := range 6 {
		many = append(many, letter(200+n))
	}
	got = bulk(t, d, many)
	for i, words := range got {
		if i == 3 && words != "import /letters/203.md: refused" || i != 3 && words != fmt.Sprintf("new Letter %d 1", 200+i) {
			t.Errorf("%d: %s", i, words)
		}
	}
	if list, err := d.Articles(t.Context()); err != nil || len(list) != 6+100+5 {
		t.Errorf("%d articles, %v", len(list), err)
	}
}

// TestReadAhead reads no more than there is room for, and ends when it is told to.
func TestReadAhead(t *testing.T) {
	d, _ := counted(t)
	var begun, kept atomic.Int64
	most := int64(0)
	large := func(ctx context.Context, i int) (*desk.Prepared, error) {
		begun.Add(1)
		return d.Prepare(ctx, desk.Input{Name: "large.txt", Bytes: []byte(fmt.Sprint(i, "\n\n") + strings.Repeat("words ", 1<<20))})
	}
	err := desk.ReadAll(t.Context(), 12, large, func(some []desk.Ready) {
		time.Sleep(20 * time.Millisecond)
		most = max(most, begun.Load()-kept.Load())
		kept.Add(int64(len(some)))
	})
	if err != nil || kept.Load() != 12 {
		t.Fatalf("%d kept, %v", kept.Load(), err)
	}
	if most > 4 { // 16 MB of 6 MB each, and one that waits for room
		t.Errorf("%d were read ahead", most)
	}

	ctx, stop := context.WithCancel(t.Context())
	n := 0
	err = desk.ReadAll(ctx, 1000, func(context.Context, int) (*desk.Prepared, error) { return nil, os.ErrNotExist }, func(some []desk.Ready) {
		n += len(some)
		stop()
	})
	if !errors.Is(err, context.Canceled) || n == 0 || n > 100 {
		t.Errorf("ended after %d with %v", n, err)
	}
	if err := desk.ReadAll(t.Context(), 0, nil, nil); err != nil {
		t.Error(err)
	}
}

// TestBulkRace has two programs import the same folder at the same time: nothing is kept twice.
func TestBulkRace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	desks := []*bench{at(t, path), at(t, path)}
	done := make(chan []string)
	for _, b := range desks {
		go func() {
			var all []desk.Input
			for n := range 80 {
				name := fmt.Sprintf("/folder/%d.md", n)
				all = append(all, desk.Input{Name: name, Path: name, Bytes: fmt.Appendf(nil, "# Sheet %d\n\n%s", n, prose)})
			}
			done <- bulk(t, b.Desk, all)
		}()
	}
	fresh := 0
	for range desks {
		for _, words := range <-done {
			switch {
			case strings.HasPrefix(words, "new Sheet"):
				fresh++
			case !strings.HasPrefix(words, "already there Sheet"):
				t.Errorf("it is said: %s", words)
			}
		}
	}
	list, err := desks[0].Articles(t.Context())
	if err != nil || fresh != 80 || len(list) != 80 {
		t.Errorf("%d new, %d articles, %v", fresh, len(list), err)
	}
	ids := map[article.ID]bool{}
	for _, e := range list {
		ids[e.Article.ID] = true
	}
	if len(ids) != 80 {
		t.Errorf("%d ids", len(ids))
	}
}
