package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// TestTheFormChangesWhatDiffers has a statement changed elsewhere while the form on it is open, or put away and opened again. What the
// reader wrote is added to that.
func TestTheFormChangesWhatDiffers(t *testing.T) {
	for _, away := range []bool{false, true} {
		s := opened(t, talks)
		s.file("the price of a crossing", "Reyes", "Three crowns", "s")
		filed := s.filed()[0]
		s.OpenStatement(&filed)
		s.NoteInForm("Compare the first offer.")
		if away {
			s.Stroke(fyne.KeyEscape)
			s.until("it is offered", func() bool { return len(s.Offered()) == 1 })
		}
		stance := debate.Opposes
		if err := s.Desk().ChangeStatements(t.Context(), []article.ID{filed.Filed.ID}, desk.StatementChange{Stance: &stance}); err != nil {
			t.Fatal(err)
		}
		s.until("the change is seen", func() bool { return s.filed()[0].Stance == debate.Opposes })
		if away {
			s.TakeOffer(0)
			s.until("it is open again", s.FormOpen)
		}
		s.SaveForm()
		s.until("it is saved", func() bool { return !s.FormOpen() })
		all, err := s.Desk().AllStatements(t.Context())
		if err != nil || len(all) != 1 || all[0].Note != "Compare the first offer." || all[0].Stance != debate.Opposes {
			t.Errorf("put away %v: %+v, %v", away, all, err)
		}
	}
}

// TestAFileOfTheTrash opens a file again whose article is in the trash: the window says so.
func TestAFileOfTheTrash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "letter.md")
	if err := os.WriteFile(path, []byte("# A letter\n\nThe words of the letter.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	s.Drop(storage.NewFileURI(path))
	s.until("it is open", func() bool { return s.Title() == "A letter" })
	s.Act("delete-article")
	s.until("it is gone", func() bool { return s.Title() != "A letter" })
	said := func(words string) bool {
		return strings.Contains(words, "is in the trash, with its marks: “A letter”")
	}
	if slices.ContainsFunc(s.Said(), said) {
		t.Error("it is said before")
	}
	s.Drop(storage.NewFileURI(path))
	s.until("it is said", func() bool { return s.Title() == "A letter" && slices.ContainsFunc(s.Said(), said) })
}
