package app_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TestDraftEndsWithItsForm types into a form whose statement is on its way to the disk: what is typed then into a form on another article is not
// kept on the first one.
func TestDraftEndsWithItsForm(t *testing.T) {
	p := openPair(t)
	p.fill()
	letGo := p.Hold()
	p.SaveForm()
	p.NoteInForm("typed while it is on its way")
	letGo()
	p.until("it is filed", func() bool { return len(p.statements(p.first)) == 1 && !p.FormOpen() })
	p.OpenArticle(p.other)
	p.until("the other is open", func() bool { return p.Version().Article == p.other })
	p.viewed()
	p.Reader().Select(p.passage("the harbour wall"))
	p.Type("s")
	p.Type("Somebody else")
	p.until("the new form is kept", func() bool {
		all, err := p.Desk().Unsaved(t.Context(), p.other)
		return err == nil && len(all) == 1
	})
	if all, err := p.Desk().Unsaved(t.Context(), p.first); err != nil || len(all) != 0 {
		t.Errorf("kept on the first article, whose statement is filed: %+v, %v", all, err)
	}
}

// TestFirstNoteLeftAndNotSaved leaves a first note, kept as a draft, whose passage comes to the disk, but not its note: the draft stays.
func TestFirstNoteLeftAndNotSaved(t *testing.T) {
	p := openPair(t)
	p.disk.full.Store(true)
	p.Reader().Select(p.passage("the hours of the night boat"))
	p.Key('n', 0)
	p.until("it is said", func() bool { return strings.Contains(p.FirstWordsSays(), "full") })
	p.TypeIn("hush")
	p.until("it is kept as it is typed", func() bool { return p.unsaved() == 1 })
	p.disk.full.Store(false)
	p.disk.busy.Store(true)
	letGo := p.Hold()
	p.AcceptFirstWords()
	p.OpenArticle(p.other)
	p.until("the other is open", func() bool { return p.Version().Article == p.other })
	said := p.Problems()
	letGo()
	p.until("it is said", func() bool { return p.Problems() > said })
	if p.unsaved() == 0 {
		t.Error("the words are nowhere in the library")
	}
}

// TestSaveFromTheArticle fills a form, gives the article the keys, and presses Ctrl+Enter, which the form says saves it.
func TestSaveFromTheArticle(t *testing.T) {
	p := openPair(t)
	p.fill()
	p.ToArticle()
	p.PressShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	p.filedRight()
}
