package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"parley/annotations/article"
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

	// Dragged onto the archive and back, and past everything.
	s.DragArticle(0, "Archive")
	listed("Beta")
	s.Shelf("Archive")
	listed("Alpha")
	s.DragArticle(0, "All articles")
	listed()
	s.Shelf("All articles")
	listed("Alpha", "Beta", first)
	s.DragArticle(2, "")
	s.DragArticle(2, "Letters")
	s.until("it is in the collection", func() bool { return slices.Contains(s.Shelves(), "Letters (3)") })
	for range 3 {
		s.Act("undo")
	}
	s.until("it is out of it", func() bool { return slices.Contains(s.Shelves(), "Letters (2)") })
	listed("Alpha", "Beta", first)
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

// TestSieve leaves out of the list what is read, what has no marks, what has other tags, and what has other words.
func TestSieve(t *testing.T) {
	dir := t.TempDir()
	s := openStage(t, filepath.Join(dir, "library.db"))
	s.read()
	s.Act("fold-library")
	s.SortLibrary("Title")
	listed := func(want ...string) {
		t.Helper()
		s.until(fmt.Sprintf("%q are listed, not %q", want, s.Listed()), func() bool { return slices.Equal(s.Listed(), want) })
	}
	s.until("the first is listed", func() bool { return len(s.Listed()) == 1 })
	first := s.Title()
	if s.Sieve() {
		t.Error("of one article there is something to leave out")
	}
	var names []string
	var files []fyne.URI
	for i := range 13 {
		names = append(names, fmt.Sprintf("Letter %02d", i))
		if err := os.WriteFile(filepath.Join(dir, names[i]+".md"), fmt.Appendf(nil, "# %s\n\nWords number %d, of this letter only.\n", names[i], i), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, storage.NewFileURI(filepath.Join(dir, names[i]+".md")))
	}
	s.Drop(files...)
	s.until("all are listed", func() bool { return len(s.Listed()) == 14 && s.Sieve() })

	s.PickArticle(2, fyne.KeyModifierShortcutDefault)
	s.PickArticle(4, fyne.KeyModifierShortcutDefault)
	s.TagPicked(2)
	s.TypeIn("river, ferry")
	s.Stroke(fyne.KeyReturn)
	s.until("they are tagged", func() bool { return !s.SheetOpen() })
	s.SearchList("FERRY")
	listed(names[2], names[4])
	s.SearchList("")
	s.ListAbout()
	s.TypeIn("riv")
	s.Stroke(fyne.KeyReturn)
	if s.ListedAbout() != "#river" {
		t.Errorf("chosen is %q", s.ListedAbout())
	}
	listed(names[2], names[4])
	s.ListRead("Unread")
	listed(names[2], names[4])
	s.ListRead("Read")
	listed()
	s.ListRead("With marks")
	listed()
	s.ListAbout()
	s.Stroke(fyne.KeyReturn)
	if s.ListedAbout() == "#river" {
		t.Errorf("chosen is %q", s.ListedAbout())
	}

	// A mark is seen by the list at once.
	open := s.Title()
	s.Reader().Select(article.Range{Start: 2, End: 6})
	s.Key('h', 0)
	listed(open)
	s.Act("undo")
	listed()
	s.ListRead("Read or not")
	listed(append(names, first)...)
	s.Shelf("Trash")
	listed()
	if s.Sieve() {
		t.Error("the trash is sifted")
	}
}

// TestManyComeIn adds articles: the list shows one without being read anew, and where many come in, it is read once at a time.
func TestManyComeIn(t *testing.T) {
	dir := t.TempDir()
	s := openStage(t, filepath.Join(dir, "library.db"))
	s.read()
	s.Act("fold-library")
	s.until("the first is listed", func() bool { return len(s.Listed()) == 1 })
	n := 0
	add := func(many int) {
		t.Helper()
		var files []fyne.URI
		title := ""
		for range many {
			n++
			path := filepath.Join(dir, fmt.Sprintf("%03d.md", n))
			title = fmt.Sprintf("Letter %d", n)
			if err := os.WriteFile(path, fmt.Appendf(nil, "# %s\n\nThe words of letter number %d.\n", title, n), 0o600); err != nil {
				t.Fatal(err)
			}
			files = append(files, storage.NewFileURI(path))
		}
		s.Drop(files...)
		s.until("the last is open", func() bool { return s.Title() == title })
	}
	s.until("it is read", s.ListRests)
	before := s.disk.lists.Load()
	for range 5 {
		add(1)
	}
	s.until("they are listed", func() bool { return len(s.Listed()) == 6 })
	if got := s.Listed(); got[0] != "Letter 5" || got[4] != "Letter 1" {
		t.Errorf("listed are %q", got)
	}
	if n := s.disk.lists.Load() - before; n != 0 {
		t.Errorf("for five articles the list is read %d times", n)
	}

	s.Shelf("Trash")
	s.until("the trash is listed", func() bool { return len(s.Listed()) == 0 && s.ListRests() })
	gate := make(chan struct{})
	s.disk.gate.Store(&gate)
	s.Shelf("All articles")
	s.until("the list is read", func() bool { return s.disk.lists.Load() > before })
	for range 5 {
		add(1)
	}
	s.Act("versions") // which has nothing to do with it
	s.until("the versions are shown", s.SheetOpen)
	s.Stroke(fyne.KeyEscape)
	if n := s.disk.lists.Load() - before; n != 1 {
		t.Errorf("while the list is read, it is read %d times", n)
	}
	s.disk.gate.Store(nil)
	close(gate)
	s.until("all are listed", func() bool { return len(s.Listed()) == 11 && s.ListRests() })
	if n := s.disk.lists.Load() - before; n > 3 {
		t.Errorf("in the end it was read %d times", n)
	}

	// What goes into the trash is listed no longer, and is again when that is undone.
	before = s.disk.lists.Load()
	s.Act("delete-article")
	s.until("it is gone", func() bool { return len(s.Listed()) == 10 })
	s.Act("undo")
	s.until("it is there", func() bool { return len(s.Listed()) == 11 && s.Listed()[0] == "Letter 10" })
	if n := s.disk.lists.Load() - before; n != 0 {
		t.Errorf("for one article the list is read %d times", n)
	}

	// A list that could not be read is read when something changes next.
	s.disk.deaf.Store(true)
	s.Shelf("Trash")
	s.Shelf("All articles")
	s.until("it is said", func() bool { return s.Problems() > 0 })
	s.disk.deaf.Store(false)
	add(1)
	s.until("all are listed", func() bool { return len(s.Listed()) == 12 })

	// How far an article is read is seen when it is left.
	s.ListRead("Begun")
	s.until("none is", func() bool { return len(s.Listed()) == 0 })
	long := filepath.Join(dir, "long.md")
	if err := os.WriteFile(long, []byte("# Long\n\n"+strings.Repeat("The words of a long letter.\n\n", 300)), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Drop(storage.NewFileURI(long))
	s.until("it is open", func() bool { return s.Title() == "Long" })
	s.Stroke(fyne.KeyPageDown)
	s.Stroke(fyne.KeyPageDown)
	add(1)
	s.until("it is begun", func() bool { return slices.Equal(s.Listed(), []string{"Long"}) })
}

// TestStories opens an article that another tells in nearly the same words: the window says so, and compares them.
func TestStories(t *testing.T) {
	dir := t.TempDir()
	s := openStage(t, filepath.Join(dir, "library.db"))
	s.read()
	if got := s.Stories(); len(got) > 0 {
		t.Errorf("the only article tells what %q do", got)
	}
	words := ""
	for i := range 90 {
		words += fmt.Sprintf("word%d and another%d, ", i, i)
	}
	for name, text := range map[string]string{"one": words, "two": words + "And that was all.", "three": "Nothing of this kind."} {
		if err := os.WriteFile(filepath.Join(dir, name+".md"), fmt.Appendf(nil, "# Number %s\n\n%s\n", name, text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"one", "three", "two"} {
		s.Drop(storage.NewFileURI(filepath.Join(dir, name+".md")))
		s.until(name+" is open", func() bool { return s.Title() == "Number "+name })
	}
	s.until("the other is found", func() bool { return slices.Equal(s.Stories(), []string{"Number one"}) && s.StoryHint() == "Same story" })
	s.until("it is said", func() bool {
		return slices.ContainsFunc(s.Said(), func(n string) bool { return strings.Contains(n, "Number one” tells the same story") })
	})
	s.Act("stories")
	if !s.SheetOpen() {
		t.Error("they are not listed")
	}
	s.CloseSheet()
	s.Drop(storage.NewFileURI(filepath.Join(dir, "three.md")))
	s.until("three is open", func() bool { return s.Title() == "Number three" })
	if s.StoryHint() != "" {
		t.Errorf("of another article it says %q", s.StoryHint())
	}
}
