package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
)

// names returns the names of files.
func names(paths []string) []string {
	var out []string
	for _, p := range paths {
		out = append(out, filepath.Base(p))
	}
	return out
}

// TestBackupsOfOthers has several libraries in one folder: each has its own backups, whatever their names begin with.
func TestBackupsOfOthers(t *testing.T) {
	dir := t.TempDir()
	day := time.Date(2026, 5, 3, 9, 0, 0, 0, time.UTC)
	k := store.Keeper{Now: func() time.Time { return day }}
	want := map[string][]string{}
	for i, name := range []string{"library.db", "library-work.db", "library-2026-05-03.db", "library", "library.sqlite", "Library-by-hand.db"} {
		path := filepath.Join(dir, name)
		s := open(t, path)
		for n := range i + 1 {
			addArticle(t, s, fmt.Sprintf("%s %d\n\nThe words of the article.\n", name, n))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if made, err := k.Roll(t.Context(), path); err != nil || !made {
				t.Fatal(name, made, err)
			}
			l, err := k.Keep(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			want[name] = append(want[name], l.Path)
			day = day.AddDate(0, 0, 1)
		}
	}
	for _, tmp := range []string{"library-2026-05-03.txt", "library-2026-13-03.db", "library-2026-05-03-notes.db", "library-2026-05-03-1.db", "library-2026-05-03-by-hand-x.db", "my library-2026-05-03.db"} {
		write(t, filepath.Join(dir, "backups", tmp), []byte("words"))
	}
	for name, made := range want {
		path := filepath.Join(dir, name)
		all, err := k.Backups(t.Context(), path)
		if err != nil || len(all) != 4 {
			t.Errorf("%s: %q, %v", name, names(all), err)
		}
		for _, p := range made {
			if !slices.Contains(all, p) {
				t.Errorf("%s: its backup %s is not among %q", name, filepath.Base(p), names(all))
			}
		}
		is, err := k.Look(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			if l, err := k.Look(t.Context(), p); err != nil || l.ID != is.ID || l.Articles != is.Articles {
				t.Errorf("%s: its backup %s is of another: %+v, %v", name, filepath.Base(p), l, err)
			}
		}
	}
	// Where a library is gone, its name decides.
	for _, name := range []string{"library.db", "library-work.db"} {
		path := filepath.Join(dir, name)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		all, err := k.Backups(t.Context(), path)
		if err != nil || len(all) != 4 || !slices.Contains(all, want[name][0]) {
			t.Errorf("%s, gone: %q, %v", name, names(all), err)
		}
	}
}

// TestIdentity copies, renames, restores and repairs libraries, and looks which backups are theirs then.
func TestIdentity(t *testing.T) {
	dir := t.TempDir()
	ctx := t.Context()
	path := filepath.Join(dir, "library.db")
	s := open(t, path)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	is, err := keeper.Look(ctx, path)
	if err != nil || len(is.ID) != 32 {
		t.Fatalf("%+v, %v", is, err)
	}
	own, err := keeper.Keep(ctx, path)
	if err != nil || own.ID != is.ID {
		t.Fatalf("%+v, %v", own, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	backups := func(what, path string, want ...string) {
		t.Helper()
		if all, err := keeper.Backups(ctx, path); err != nil || !slices.Equal(names(all), want) {
			t.Errorf("%s: %q, %v, want %q", what, names(all), err, want)
		}
	}
	const kept = "library-2026-05-03-by-hand.db"
	backups("itself", path, kept)

	copied := filepath.Join(dir, "copy.db")
	write(t, copied, read(t, path))
	backups("a copy beside it", copied)
	backups("beside a copy", path, kept)
	other := filepath.Join(t.TempDir(), "library.db")
	write(t, other, read(t, path))
	backups("a copy elsewhere", other)
	if err := os.Remove(copied); err != nil {
		t.Fatal(err)
	}

	renamed := filepath.Join(dir, "mine.db")
	if err := os.Rename(path, renamed); err != nil {
		t.Fatal(err)
	}
	backups("renamed", renamed, kept)
	backups("where it was", path, kept)
	closed(t, path) // another begins under its name
	backups("a new library under its name", path)
	backups("renamed, beside a new one", renamed)
	if err := os.Rename(renamed, path); err != nil {
		t.Fatal(err)
	}

	// Another library is put in its place on purpose: that is still the library of this name, with its backups.
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	s = open(t, foreign)
	addArticle(t, s, "Other\n\nOther words.\n")
	addArticle(t, s, "Other\n\nMore words.\n")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := keeper.Restore(ctx, foreign, path)
	if err != nil || r.Articles != 2 || r.ID != is.ID {
		t.Fatalf("%+v, %v, want the identity %s", r, err, is.ID)
	}
	backups("with another's articles", path, "library-2026-05-03-before-restore.db", kept)
	if r, err = keeper.Restore(ctx, r.Saved, path); err != nil || r.Articles != 1 || r.ID != is.ID {
		t.Errorf("back again: %+v, %v", r, err)
	}

	// Of schemas before 7, what is in them tells.
	s = open(t, path)
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, of := range map[string]string{"library-2026-01-01.db": path, "library-2026-01-02.db": foreign} {
		p := filepath.Join(dir, "backups", name)
		write(t, p, read(t, of))
		sqlite(t, p, toSchema6)
	}
	all, err := keeper.Backups(ctx, path)
	if err != nil || !slices.Contains(names(all), "library-2026-01-01.db") || slices.Contains(names(all), "library-2026-01-02.db") {
		t.Errorf("of earlier schemas: %q, %v", names(all), err)
	}

	// A repair keeps the identity.
	page, size := pageOf(t, path, "entry_doc")
	overwrite(t, path, page*size, []byte("ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ"))
	if rep, err := keeper.Check(ctx, path, true); err != nil || !rep.Sound() || rep.ID != is.ID {
		t.Errorf("repaired: %+v, %v", rep, err)
	}
}

// TestRollAfterWork makes changes after the backup of the day.
func TestRollAfterWork(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	now := noon
	k := store.Keeper{Now: func() time.Time { return now }}
	roll := func(what string, f func(store.Keeper) (bool, error), want bool) {
		t.Helper()
		if made, err := f(k); err != nil || made != want {
			t.Errorf("%s: made %t, %v, want %t", what, made, err, want)
		}
		all, err := k.Backups(t.Context(), path)
		if err != nil || len(all) != 1 {
			t.Fatalf("%s: %q, %v", what, names(all), err)
		}
		if want { // otherwise the time of the file is that of the disk
			if err := os.Chtimes(all[0], now, now); err != nil {
				t.Fatal(err)
			}
		}
	}
	soon := func(k store.Keeper) (bool, error) { return k.Roll(t.Context(), path) }
	closing := func(k store.Keeper) (bool, error) { return k.RollLast(t.Context(), path) }
	mark := func(n int) {
		for range n {
			change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
		}
	}
	roll("the first", soon, true)
	roll("at closing, without a change", closing, false)
	mark(199)
	now = now.Add(time.Hour)
	roll("after some work", soon, false)
	mark(1)
	now = now.Add(-time.Hour)
	roll("after much work, soon after the last", soon, false)
	now = now.Add(time.Hour)
	roll("after much work", soon, true)
	mark(1)
	roll("at closing", closing, true)
	roll("at closing again", closing, false)
	all, err := k.Backups(t.Context(), path)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	if l, err := k.Look(t.Context(), all[0]); err != nil || l.Highlights != 201 {
		t.Errorf("of the day, %+v is kept, %v", l, err)
	}
}

// TestRollBesideADamagedBackup damages the backup of the day: it stays, and another is made.
func TestRollBesideADamagedBackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	addArticle(t, s, "Title\n\nThe words of the article.\n")
	if made, err := keeper.Roll(t.Context(), path); err != nil || !made {
		t.Fatal(made, err)
	}
	all, err := keeper.Backups(t.Context(), path)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	damaged := []byte(strings.Repeat("Z", 1000))
	write(t, all[0], damaged)
	addArticle(t, s, "Title\n\nMore words of an article.\n")
	for range 2 { // at closing, and again without a change
		if _, err := keeper.RollLast(t.Context(), path); err != nil {
			t.Fatal(err)
		}
	}
	after, err := keeper.Backups(t.Context(), path)
	if err != nil || len(after) != 2 || string(read(t, all[0])) != string(damaged) {
		t.Fatalf("%q, %v", names(after), err)
	}
	if l, err := keeper.Look(t.Context(), after[0]); err != nil || l.Articles != 2 {
		t.Errorf("the newest is %+v, %v", l, err)
	}
}

// TestRemains asks what a library has left.
func TestRemains(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "library.db")
	if all, err := keeper.Remains(filepath.Join(dir, "none", "library.db")); err != nil || len(all) > 0 {
		t.Errorf("where there is no folder: %q, %v", all, err)
	}
	for _, name := range []string{"other.db", "library.db-owner", "library.db.damaged-x", "library.db.damaged-20260503-120000-wal", "my library.db.damaged-20260503-120000"} {
		write(t, filepath.Join(dir, name), []byte("words"))
	}
	if all, err := keeper.Remains(path); err != nil || len(all) > 0 {
		t.Errorf("of others: %q, %v", all, err)
	}
	write(t, path+".damaged-20260503-120000-2", []byte("words"))
	if all, err := keeper.Remains(path); err != nil || len(all) != 1 {
		t.Errorf("set aside: %q, %v", all, err)
	}
}
