package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

func TestShelf(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "library.db")
	s := openStage(t, db)
	s.read()
	s.Act("fold-library")
	first := s.Title()
	for _, name := range []string{"Beta", "Alpha"} {
		file := filepath.Join(dir, name+".md")
		if err := os.WriteFile(file, fmt.Appendf(nil, "# %s\n\nThe words of %s.\n", name, name), 0o600); err != nil {
			t.Fatal(err)
		}
		s.Drop(storage.NewFileURI(file))
		s.until(name+" is open", func() bool { return s.Title() == name })
	}
	listed := func(want ...string) {
		t.Helper()
		s.until(fmt.Sprintf("%q are listed", want), func() bool { return slices.Equal(s.Listed(), want) })
	}
	listed("Alpha", "Beta", first)
	s.SortLibrary("Title")
	listed("Alpha", "Beta", first)
	s.SortLibrary("Added last")

	// Several are picked and put into a collection.
	s.PickArticle(0, fyne.KeyModifierShortcutDefault)
	s.PickArticle(1, fyne.KeyModifierShift)
	if got := s.PickedArticles(); !slices.Equal(got, []string{"Alpha", "Beta"}) {
		t.Fatalf("picked %q", got)
	}
	s.CollectPicked("Letters")
	s.until("the collection is offered", func() bool { return slices.Contains(s.Shelves(), "Letters (2)") })
	s.Shelf("Letters (2)")
	listed("Alpha", "Beta")
	s.Act("undo")
	s.until("the collection is gone", func() bool { return len(s.Shelves()) == 3 })
	listed("Alpha", "Beta", first)

	// The open article goes into the trash: another is shown. Undo brings it back.
	s.Act("delete-article")
	s.until("another article is open", func() bool { return s.Title() == "Beta" })
	listed("Beta", first)
	s.Shelf("Trash")
	listed("Alpha")
	s.Act("undo")
	listed()
	s.Shelf("All articles")
	listed("Alpha", "Beta", first)

	s.DescribeOpen("Gamma")
	s.until("it has its new title", func() bool { return s.Title() == "Gamma" })
	listed("Alpha", "Gamma", first)
	s.SortLibrary("Title")
	s.Leave()
	s.until("the window is left", s.Left)
	again := openStage(t, db)
	again.read()
	again.until("the order is kept", func() bool { return slices.Equal(again.Listed(), []string{"Alpha", "Gamma", first}) })
}
