package app_test

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

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/engines"
	"parley/annotations/source"
	"parley/annotations/store"
	"parley/app"
	"parley/app/desk"
)

// A stage is a window of the test driver on a library on disk.
type stage struct {
	*app.Window
	t      *testing.T
	posted chan func()
	disk   *disk
}

// A disk is a library whose disk can be full.
type disk struct {
	desk.Shelf
	full  atomic.Bool
	busy  atomic.Bool                   // what is on the disk cannot be changed
	lists atomic.Int32                  // how often all articles were read
	gate  atomic.Pointer[chan struct{}] // which is closed before that ends
	deaf  atomic.Bool                   // it fails
	whole atomic.Pointer[chan struct{}] // which is closed before articles are read for an export
	bad   atomic.Pointer[article.ID]    // an article that is damaged
}

func (d *disk) Entries(ctx context.Context, most int) ([]annotations.Entry, error) {
	all, err := d.Shelf.Entries(ctx, most)
	if d.deaf.Load() {
		return nil, annotations.ErrBusy
	}
	if most == 0 {
		d.lists.Add(1)
		if gate := d.gate.Load(); gate != nil {
			<-*gate
		}
	}
	return all, err
}

func (d *disk) Change(ctx context.Context, marks annotations.Edits, filed debate.Edits, now time.Time) error {
	if d.busy.Load() && len(marks.Highlights) > 0 && marks.Highlights[0].From.ID != (article.ID{}) {
		return annotations.ErrBusy
	}
	if d.full.Load() {
		return annotations.ErrFull
	}
	return d.Shelf.Change(ctx, marks, filed, now)
}

func openStage(t *testing.T, db string, files ...string) *stage {
	t.Helper()
	return openStageWith(t, db, func(o *app.Options) { o.Files, o.Fresh = files, o.Fresh && len(files) == 0 })
}

// openStageWith is openStage with other options.
func openStageWith(t *testing.T, db string, set func(*app.Options)) *stage {
	t.Helper()
	a := test.NewTempApp(t)
	ctx := context.WithoutCancel(t.Context()) // it is ended before the window is left
	lib, err := store.Open(ctx, db, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	on := &disk{Shelf: lib}
	d, err := desk.New(ctx, on, desk.Options{
		Now: time.Now, NewID: func() article.ID { return uuid.Must(uuid.NewV7()) }, Suggest: engines.Suggest, Engine: engines.Names(),
		List: source.Files,
		Load: func(ctx context.Context, path string, _ desk.LoadOptions) (desk.Input, error) {
			in, err := source.Load(ctx, path)
			return desk.Input{Name: in.Name, Path: in.Path, Bytes: in.Bytes}, err
		},
		Read: func(ctx context.Context, in desk.Input) (desk.Document, error) {
			doc, err := source.Read(ctx, source.Input{Name: in.Name, Path: in.Path, Bytes: in.Bytes})
			return desk.Document{Article: doc.Article, Version: doc.Version}, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, posted: make(chan func(), 10_000), disk: on}
	o := app.Options{App: a, Desk: d, Fresh: lib.Fresh(), Folder: t.TempDir(), Library: db, Post: func(f func()) { s.posted <- f }}
	set(&o)
	s.Window = app.New(ctx, o)
	t.Cleanup(func() {
		if !s.Left() && !s.Over() {
			s.End() // whatever is typed in a sheet
			s.until("the window is left", s.Left)
		}
		if err := s.Finish(); err != nil {
			t.Error(err)
		}
		d.Close()
	})
	return s
}

// until lets the window work until something is so.
func (s *stage) until(what string, is func() bool) {
	s.t.Helper()
	late := time.After(20 * time.Second)
	for !is() {
		select {
		case f := <-s.posted:
			f()
		case <-late:
			s.t.Fatalf("waited in vain until %s", what)
		}
	}
}

// read waits until an article is open and analysed.
func (s *stage) read() {
	s.t.Helper()
	s.until("an article is open", func() bool { return s.Title() != "" })
	s.until("it is analysed", func() bool { return s.Analysis() != nil })
}

func (s *stage) marks(n int) {
	s.t.Helper()
	s.until(fmt.Sprintf("there are %d marks", n), func() bool { return len(s.Marks()) == n })
}

func TestFirstStartMarksAndRestart(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	s := openStage(t, db)
	s.read()
	if n := s.SureDisputes(); n != 2 {
		t.Errorf("%d disputes", n)
	}
	if s.DisputeCards() < 4 {
		t.Errorf("%d cards of disputes", s.DisputeCards())
	}
	s.Reader().Select(article.Range{Start: 100, End: 130})
	s.Key('h', 0)
	s.marks(1)
	s.until("the new mark is chosen", func() bool { return s.ChosenMarks() == 1 })
	s.Key('3', 0)
	s.until("it is pink", func() bool { return s.Marks()[0].Colour == annotations.Pink })
	s.Key('n', 0)
	s.until("its note is open", s.Writing)
	s.Write("Whose words?")
	s.until("the note is saved while it is open", func() bool { return s.Marks()[0].Note == "Whose words?" && s.Writing() })
	s.Act("theme-dark")
	s.Act("larger")
	s.Reader().Page(1)
	place := s.Reader().Place()
	s.Leave()
	s.until("the window is left", s.Left)

	s = openStage(t, db)
	s.read()
	if m := s.Marks(); len(m) != 1 || m[0].Note != "Whose words?" || m[0].Colour != annotations.Pink || m[0].Anchor.Range != (article.Range{Start: 100, End: 130}) {
		t.Errorf("after a restart: %+v", m)
	}
	if s.Theme() != "dark" {
		t.Errorf("theme = %s", s.Theme())
	}
	if p := s.Reader().Place(); p.Pos != place.Pos {
		t.Errorf("place = %+v, want %+v", p, place)
	}
}

func TestUndoAndRedo(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	for i := range 3 {
		s.Reader().Select(article.Range{Start: 100 * (i + 1), End: 100*(i+1) + 30})
		s.Key('h', 0)
		s.marks(i + 1)
		s.until("it is chosen", func() bool { return s.ChosenMarks() == 1 && s.Reader().Selection().Empty() })
	}
	s.Press(fyne.KeyDelete)
	s.marks(2)
	s.Act("undo")
	s.marks(3)
	for n := 2; n >= 0; n-- {
		s.Act("undo")
		s.marks(n)
	}
	for n := 1; n <= 3; n++ {
		s.Act("redo")
		s.marks(n)
	}
	if s.Problems() != 0 {
		t.Errorf("%d problems", s.Problems())
	}
}

func TestKeysOfOtherLayouts(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	s.Reader().Select(article.Range{Start: 100, End: 130})
	s.Key('р', 43) // the key of H, on X11
	s.marks(1)
	for _, tt := range []struct {
		system string
		scan   int
		want   rune
	}{{"linux", 43, 'H'}, {"linux", 24, 'Q'}, {"linux", 58, 'M'}, {"windows", 35, 'H'}, {"darwin", 4, 'H'}, {"darwin", 46, 'M'}, {"linux", 5, 0}, {"darwin", 99, 0}} {
		if got := app.LetterAt(tt.system, tt.scan); got != tt.want {
			t.Errorf("LetterAt(%s, %d) = %q, want %q", tt.system, tt.scan, got, tt.want)
		}
	}
}

func TestTextFieldsKeepTheirShortcuts(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	s.Reader().Select(article.Range{Start: 100, End: 130})
	s.Key('h', 0)
	s.marks(1)
	s.FocusField()
	s.TypeInField("abc")
	s.Act("undo")
	if s.FieldText() == "abc" {
		t.Error("undo does not reach the text field")
	}
	if len(s.Marks()) != 1 {
		t.Error("undo took the mark while a text field had the focus")
	}
}

func TestFind(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	s.Find("donbás")
	s.until("it is found", func() bool { return strings.Contains(s.FoundText(), " of ") })
	s.Find("no such words")
	s.until("it is not found", func() bool { return s.FoundText() == "Not found" })
	if !s.Press(fyne.KeyEscape) {
		t.Error("Esc does not close the find bar")
	}
}

func TestNotesTab(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	for i := range 3 {
		s.Reader().Select(article.Range{Start: 200 * (i + 1), End: 200*(i+1) + 30})
		s.Key(rune('1'+i), 0)
		s.marks(i + 1)
		s.until("it is chosen", func() bool { return s.ChosenMarks() == 1 && s.Reader().Selection().Empty() })
	}
	s.Pick(0, 0)
	s.Pick(2, fyne.KeyModifierShift)
	if n := s.ChosenMarks(); n != 3 {
		t.Errorf("%d marks picked by Shift", n)
	}
	s.Key('6', 0)
	s.until("all are purple", func() bool {
		return !slices.ContainsFunc(s.Marks(), func(m desk.Mark) bool { return m.Colour != annotations.Purple })
	})
	s.Act("undo")
	s.until("they are not", func() bool { return s.Marks()[0].Colour == annotations.Yellow })
	s.Filter("zzz")
	if n := s.Cards(); n != 1 { // the words that nothing fits
		t.Errorf("%d cards fit no words", n)
	}
	s.Filter("")
	topics := s.Topics()
	if len(topics) < 2 {
		t.Fatalf("topics of the marks: %q", topics)
	}
	s.ChooseTopic(topics[len(topics)-1])
	if n := s.Cards(); n < 1 || n > 2 {
		t.Errorf("%d of 3 marks are of %q", n, topics[len(topics)-1])
	}
	s.ChooseTopic(topics[0])
	if n := s.Cards(); n != 3 {
		t.Errorf("%d marks are of anything", n)
	}
	s.Act("article-note")
	if !s.Writing() {
		t.Fatal("no note is open")
	}
	s.Write("On the whole.")
	s.until("the note is there", func() bool { return s.Notes() == 1 })
}

// TestAnotherWritesTheNote has another program change the note that is being typed.
func TestAnotherWritesTheNote(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	s := openStage(t, db)
	s.read()
	s.Act("article-note")
	s.Write("Mine")
	s.until("the note is there", func() bool { return s.Notes() == 1 })
	other, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	note := func() (n annotations.Note) {
		t.Helper()
		all, err := other.Entries(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range all {
			if _, notes, err := other.Marks(t.Context(), e.Article.ID); err == nil && len(notes) > 0 {
				n = notes[0]
			}
		}
		return n
	}
	from := annotations.NoteState{Note: note()}
	to := from
	to.Text = "Theirs"
	if err := other.Change(t.Context(), annotations.Edits{Notes: []annotations.NoteEdit{{From: from, To: to}}}, debate.Edits{}, time.Now()); err != nil {
		t.Fatal(err)
	}
	s.Write(", and more")
	const both = "Theirs\n\n---\n\nMine, and more"
	s.until("both are kept", func() bool { return note().Text == both })
	s.until("both are shown", func() bool { return s.Written() == both && s.Notices() > 0 })
	s.Write(".")
	s.until("it is written on", func() bool { return note().Text == both+"." })
	if s.Written() != both+"." {
		t.Errorf("written: %q", s.Written())
	}
}

// TestWhateverEndsTheLoop has the toolkit end by itself while a note is being typed.
func TestWhateverEndsTheLoop(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	s := openStage(t, db)
	s.read()
	s.Act("article-note")
	s.Write("Just typed.")
	if err := s.Finish(); err != nil {
		t.Fatal(err)
	}
	for len(s.posted) > 0 { // nothing of it may touch the screen, which is gone
		(<-s.posted)()
	}
	s.End()
	if len(s.posted) > 0 {
		t.Error("something was posted to a loop that has ended")
	}
	again := openStage(t, db)
	again.read()
	if n := again.Notes(); n != 1 {
		t.Errorf("%d notes are on disk, want the one that was typed", n)
	}
}

func TestAddingFiles(t *testing.T) {
	dir := t.TempDir()
	good, empty := filepath.Join(dir, "good.md"), filepath.Join(dir, "empty.txt")
	for path, text := range map[string]string{good: "# Talks in Bern\n\nThe envoy said that they go on.\n", empty: ""} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := openStage(t, filepath.Join(dir, "library.db"))
	s.read()
	s.Drop(storage.NewFileURI(good))
	s.until("the dropped article is open", func() bool { return s.Title() == "Talks in Bern" })
	s.Drop(storage.NewFileURI(empty))
	s.until("a message says what is wrong", func() bool { return s.Problems() == 1 })
	if s.Title() != "Talks in Bern" {
		t.Errorf("open is %q", s.Title())
	}
	other := openStage(t, filepath.Join(dir, "other.db"), good)
	other.until("the named file is open", func() bool { return other.Title() == "Talks in Bern" })
}

// TestNamingAFolder starts the window on a folder, whose files are imported.
func TestNamingAFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.md": "# Talks in Bern\n\nThe envoy said that they go on.\n", "b.md": "# Talks in Oslo\n\nNobody said a word.\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"), dir)
	s.until("the last file of the folder is open", func() bool { return s.Title() == "Talks in Oslo" })
	if n := s.Problems(); n != 0 {
		t.Errorf("%d problems were told", n)
	}
}

func TestTwoWindowsSeeEachOther(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	a := openStage(t, db)
	a.read()
	b := openStage(t, db)
	b.read()
	a.Reader().Select(article.Range{Start: 100, End: 130})
	a.Key('h', 0)
	a.marks(1)
	b.marks(1)
}

func TestTableOfActions(t *testing.T) {
	ids, menu, keys := app.ActionTable()
	seen, bound := map[string]bool{}, map[string]string{}
	for i, id := range ids {
		if seen[id] {
			t.Errorf("two actions are %s", id)
		}
		seen[id] = true
		if menu[i] == "" {
			t.Errorf("%s is in no menu", id)
		}
		for _, k := range keys[i] {
			if bound[k] != "" {
				t.Errorf("%s is bound to %s and %s", k, bound[k], id)
			}
			bound[k] = id
		}
	}
	for _, k := range []string{"H", "U", "N", "T", "E", "Delete", "Ctrl+Z", "Ctrl+F", "F3", "Alt+Down", "F7", "F8", "F9", "Ctrl+1", "Ctrl+Shift+E", "F1", "?"} {
		if bound[k] == "" {
			t.Errorf("%s is bound to nothing", k)
		}
	}
}

func TestExplain(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{fmt.Errorf("save the note: %w", annotations.ErrFull), "Save the note: the disk is full. Free some room"},
		{fmt.Errorf("undo “Highlight”: %w", annotations.ErrChanged), "left as it is now."},
		{errors.New("odd"), "Odd."},
	}
	for _, tt := range tests {
		if got := app.Explain(tt.err); !strings.Contains(got, tt.want) {
			t.Errorf("explain(%v) = %q", tt.err, got)
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		text string
		most int
		want []string
	}{
		{"one two three", 0, []string{"one two", "three"}},
		{"one two three four", 1, []string{"one two…"}},
		{"a\n\nb", 0, []string{"a", "", "b"}},
		{"one two\u00a0three", 0, []string{"one", "two\u00a0thre", "e"}},
		{"one 2\u00a0km", 0, []string{"one 2\u00a0km"}},
		{"once 2\u00a0km", 0, []string{"once", "2\u00a0km"}},
		{"unbelievable", 0, []string{"unbeliev", "able"}},
		{"", 0, []string{""}},
	}
	for _, tt := range tests {
		if got := app.Wrap(tt.text, 8, tt.most); !slices.Equal(got, tt.want) {
			t.Errorf("wrap(%q, %d lines) = %q, want %q", tt.text, tt.most, got, tt.want)
		}
	}
}

func TestTheSameTroubleIsShownOnce(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "l.db"))
	for range 3 {
		s.Trouble(fmt.Errorf("highlight: %w", annotations.ErrFull))
	}
	if s.Notices() != 1 {
		t.Errorf("%d notices are shown of one trouble, want 1", s.Notices())
	}
	for i := range 6 {
		s.Trouble(fmt.Errorf("read %d: %w", i, annotations.ErrBusy))
	}
	if s.Notices() != 4 || s.Problems() != 9 {
		t.Errorf("%d notices of %d troubles, want 4 of 9", s.Notices(), s.Problems())
	}
}

// TestNarrowWindow: where there is no room for both, the column asked for last is shown.
func TestNarrowWindow(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "l.db"))
	s.read()
	sees := func(after string, library, sidebar bool) {
		t.Helper()
		if l, a := s.Columns(); l != library || a != sidebar {
			t.Errorf("%s: library %v, sidebar %v; want %v, %v", after, l, a, library, sidebar)
		}
	}
	s.Size(1280, 800)
	sees("at first", false, true)
	s.Act("contents")
	sees("wide, contents", true, true)
	s.Size(760, 600)
	sees("narrow", true, false)
	s.Act("tab-notes")
	sees("narrow, notes", false, true)
	s.Act("fold-library")
	sees("narrow, library", true, false)
	s.Act("fold-library")
	sees("narrow, library folded", false, true)
	s.Act("fold-library")
	s.Size(1280, 800)
	sees("wide again", true, true)
}

func TestNoticesTakeTheTheme(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "l.db"))
	s.Trouble(annotations.ErrFull)
	before := s.NoticeColours()
	s.Act("theme-dark")
	after := s.NoticeColours()
	if len(before) != 1 || len(after) != 1 || before[0] == after[0] {
		t.Errorf("colours of the notice: %v, then %v", before, after)
	}
}
