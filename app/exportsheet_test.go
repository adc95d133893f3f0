package app_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

func (d *disk) Wholes(ctx context.Context, ids []article.ID, want annotations.Want) ([]annotations.Whole, []debate.Statement, error) {
	if gate := d.whole.Load(); gate != nil && !want.Bare {
		<-*gate
	}
	if bad := d.bad.Load(); bad != nil {
		for _, id := range ids {
			if id == *bad {
				return nil, nil, fmt.Errorf("its text: %w", annotations.ErrDamaged)
			}
		}
	}
	return d.Shelf.Wholes(ctx, ids, want)
}

// said reports whether a message has these words.
func (s *stage) said(words string) bool { return strings.Contains(strings.Join(s.Said(), "\n"), words) }

// TestExportSheet exports tables for spreadsheets and exact ones; the choice is kept.
func TestExportSheet(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	s := openStage(t, db)
	s.read()
	s.Key('h', 0)
	path := filepath.Join(t.TempDir(), "marks.csv")
	export := func(table bool) string {
		t.Helper()
		x := s.ExportSheet()
		if x.Format("Markdown"); x.HasTable() {
			t.Error("Markdown is a table")
		}
		x.Format("Table of marks (CSV)")
		if !x.HasTable() {
			t.Error("a table is none")
		}
		x.All()
		x.Table(table)
		x.To(path)
		x.Run()
		s.until("it is exported", func() bool { return !s.SheetOpen() && s.said("Exported to") })
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if x := s.ExportSheet(); !x.Ticked() {
		t.Error("tables are not for spreadsheets at first")
	}
	if got := export(true); !strings.HasPrefix(got, "\uFEFFhighlight_id,") {
		t.Errorf("for spreadsheets: %.40q", got)
	}
	if got := export(false); !strings.HasPrefix(got, "highlight_id,") {
		t.Errorf("exact: %.40q", got)
	}
	if x := s.ExportSheet(); x.Ticked() {
		t.Error("the choice is forgotten")
	}
	s.CloseSheet()
	s.until("the choice is kept", func() bool {
		all, err := s.Desk().Settings(t.Context())
		return err == nil && all["export.spreadsheet"] == "false"
	})
}

// TestExportLeavesTheWindowAlive holds an export up: the sheet makes room, what the reader does is saved meanwhile, and Cancel leaves no file.
func TestExportLeavesTheWindowAlive(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	gate := make(chan struct{})
	s.disk.whole.Store(&gate)
	x := s.ExportSheet()
	x.Format("Table of marks (CSV)")
	x.All()
	dir := t.TempDir()
	x.To(filepath.Join(dir, "marks.csv"))
	x.Run()
	s.until("the sheet makes room", func() bool { return !s.SheetOpen() && s.said("Exporting to marks.csv") })
	before := len(s.Marks())
	s.Reader().Select(article.Range{Start: 0, End: 12})
	s.Key('h', 0)
	s.marks(before + 1)
	if !s.said("Exporting to marks.csv") {
		t.Error("the export is no longer said to go on")
	}
	s.Act("export") // another sheet stays open when the first export ends
	s.until("it can be cancelled", func() bool { return s.CancelNotice("Exporting to marks.csv") })
	close(gate)
	s.disk.whole.Store(nil)
	s.until("that is said", func() bool { return s.said("The export was stopped. Nothing was written.") })
	if !s.SheetOpen() {
		t.Error("the other sheet was closed")
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) > 0 {
		t.Errorf("there is %v, %v", all, err)
	}
}

// TestExportNamesWhatIsDamaged exports a library of which one article cannot be read.
func TestExportNamesWhatIsDamaged(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	d := s.Desk()
	var in desk.Imported
	var err error
	for i := range 3 {
		if in, err = d.Import(t.Context(), desk.Input{Name: "x", Bytes: fmt.Appendf(nil, "Letter %d\n\nThe words of a letter that is number %d.\n", i, i)}); err != nil {
			t.Fatal(err)
		}
	}
	s.disk.bad.Store(&in.Article.ID)
	x := s.ExportSheet()
	x.All()
	dir := filepath.Join(t.TempDir(), "notes")
	x.To(dir)
	x.Run()
	s.until("it is named", func() bool { return s.said("1 article could not be exported") && s.said("“Letter 2”") })
	if all, err := os.ReadDir(dir); err != nil || len(all) != 3 {
		t.Errorf("%d files, %v", len(all), err)
	}
}

// TestExportThatFails exports an article that has gone into the trash, to a folder that is not there, and over a file that was edited: each time the
// sheet says why nothing was written, or asks.
func TestExportThatFails(t *testing.T) {
	p := openPair(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "notes.md")

	sheet := p.ExportSheet()
	sheet.To(filepath.Join(dir, "nowhere", "notes.md"))
	sheet.Run()
	p.until("it is said that the folder is not there", func() bool { return strings.Contains(sheet.Says(), "nowhere") })
	sheet.To(path)
	sheet.Run()
	p.until("it is written", func() bool { return p.said("Exported to " + path) })
	if err := os.WriteFile(path, []byte("My own words."), 0o600); err != nil {
		t.Fatal(err)
	}
	sheet = p.ExportSheet()
	sheet.To(path)
	sheet.Run()
	p.until("it is asked whether to write over the file", p.Asking)
	p.Press(fyne.KeyEscape)
	if b, err := os.ReadFile(path); err != nil || string(b) != "My own words." {
		t.Errorf("the file holds %q, %v", b, err)
	}
	p.CloseSheet()

	sheet = p.ExportSheet()
	sheet.To(filepath.Join(dir, "gone.md"))
	if err := p.Desk().Discard(t.Context(), []article.ID{p.first}, true); err != nil {
		t.Fatal(err)
	}
	p.until("another article is open", func() bool { return !strings.Contains(p.Title(), "talks stall") })
	sheet.Run()
	p.until("it is said that the article is gone", func() bool { return strings.Contains(sheet.Says(), "not found") })
	if _, err := os.Stat(filepath.Join(dir, "gone.md")); !os.IsNotExist(err) {
		t.Errorf("a file was written: %v", err)
	}
	if p.said("stopped") {
		t.Errorf("said is %q", p.Said())
	}
}
