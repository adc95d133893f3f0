package app_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestActorsOfTheLibrary merges one name variant, keeps another apart, and takes the last back.
func TestActorsOfTheLibrary(t *testing.T) {
	s := withKeeper(t, filepath.Join(t.TempDir(), "library.db"))
	for _, text := range []string{
		"---\ndate: 2026-05-03\n---\n# The ferry\n\nThe mayor, Peter Shaw, said that the ferry would stop in winter.\n",
		"---\ndate: 2026-05-04\n---\n# The bridge\n\nThe former mayor, P. Shaw, said that the bridge would stay closed.\n",
		"# The port\n\nMaria Diaz said that the port was open.\n", "# The road\n\nM. Diaz said that the road was closed.\n",
	} {
		if _, err := s.Import(writeFile(t, text)); err != nil {
			t.Fatal(err)
		}
	}
	s.until("all is analysed", func() bool { at := s.unanalysed(); return at.Total == 4 && at.Left == 0 })
	cards := func() []string { words, _ := s.SheetCards(); return words }
	merges := func() (out []string) {
		words, buttons := s.SheetCards()
		for i, w := range words {
			if len(buttons[i]) > 0 {
				out = append(out, strings.SplitN(w, "\n", 2)[0])
			}
		}
		return out
	}
	listed := func(want ...string) {
		t.Helper()
		s.until("the sheet suggests "+strings.Join(want, ", "), func() bool { return len(cards()) > 0 && slices.Equal(merges(), want) })
	}
	s.Act("library-actors")
	listed("M. Diaz  →  Maria Diaz", "P. Shaw  →  Peter Shaw")
	if all := strings.Join(cards(), "\n"); !strings.Contains(all, "the initial of the given name") || !strings.Contains(all, "former mayor (as of 4 May 2026)") {
		t.Errorf("the cards say %s", all)
	}
	s.TapSheetCard(1, "Keep apart")
	listed("P. Shaw  →  Peter Shaw")
	s.TapSheetCard(1, "Merge")
	listed()
	lib, err := s.Desk().Library(t.Context())
	if err != nil || len(lib.Actors) != 1 || lib.Actors[0].Name != "Peter Shaw" {
		t.Errorf("the library has %+v, %v", lib.Actors, err)
	}
	if _, err := s.Desk().Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := s.Desk().Merges(t.Context())
	if err != nil || len(all) != 1 || all[0].From.Name != "P. Shaw" {
		t.Errorf("after it was taken back: %+v, %v", all, err)
	}
}
