package app_test

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// sheets are all sheets in which the reader types words that are to be saved.
var sheets = map[string]func(*stage){
	"details":  func(s *stage) { s.EditDetails() },
	"tags":     func(s *stage) { s.Act("tag-article") },
	"role":     func(s *stage) { s.AskWords() },
	"address":  func(s *stage) { s.Act("add-url") },
	"export":   func(s *stage) { s.ExportSheet().FocusPath() },
	"new name": func(s *stage) { s.CollectOpen() },
}

// TestTypedWordsAreAskedAbout leaves every sheet with words in it by Esc: they are not discarded before the reader has said so.
func TestTypedWordsAreAskedAbout(t *testing.T) {
	for name, open := range sheets {
		t.Run(name, func(t *testing.T) {
			s := opened(t, talks)
			shown := func() {
				t.Helper()
				open(s)
				s.until("the sheet is shown", s.SheetOpen)
			}
			shown()
			s.Stroke(fyne.KeyEscape)
			if s.SheetOpen() || s.Asking() {
				t.Fatal("an untouched sheet does not close")
			}
			shown()
			s.Type("hush")
			typed := s.SheetTyped()
			s.Stroke(fyne.KeyEscape)
			if !s.SheetOpen() || !s.Asking() {
				t.Fatal("Esc discards what was typed")
			}
			s.Answer("Keep typing")
			s.until("the question is gone", func() bool { return !s.Asking() && s.SheetTyped() == typed })
			if !strings.Contains(typed, "hush") || !s.SheetOpen() {
				t.Fatalf("%q is left of what was typed", typed)
			}
			s.Leave() // the window is closed
			if !s.Asking() || s.Left() {
				t.Fatal("closing the window discards what was typed")
			}
			s.Press(fyne.KeyEscape)
			s.until("the question is gone", func() bool { return !s.Asking() })
			s.Stroke(fyne.KeyEscape)
			if !s.Answer("Discard") || s.SheetOpen() {
				t.Error("the sheet stays after Discard")
			}
		})
	}
}

// TestExportKeepsTheTypedName changes the format after a name was typed: it stays, with the extension of the format.
func TestExportKeepsTheTypedName(t *testing.T) {
	s := opened(t, talks)
	x := s.ExportSheet()
	dir := t.TempDir()
	x.To(filepath.Join(dir, "talks v1.2.md"))
	x.Format("Table of marks (CSV)")
	if got, want := x.ExportPath(), filepath.Join(dir, "talks v1.2.csv"); got != want {
		t.Errorf("the path is %q, want %q", got, want)
	}
	x.Format("Web Annotation (JSON-LD)")
	if got, want := x.ExportPath(), filepath.Join(dir, "talks v1.2.jsonld"); got != want {
		t.Errorf("the path is %q, want %q", got, want)
	}
	s.Stroke(fyne.KeyEscape)
	s.Answer("Discard")
}
