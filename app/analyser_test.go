package app_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/annotations/store"
	"parley/app"
	"parley/app/desk"
)

// withKeeper opens a window that does background work.
func withKeeper(t *testing.T, db string) *stage {
	t.Helper()
	return openStageWith(t, db, func(o *app.Options) {
		o.Fresh = false
		o.Keeper = func(app.KeeperOptions) app.Keeper { return store.Keeper{Now: time.Now} }
	})
}

func (s *stage) unanalysed() desk.Analysed {
	s.t.Helper()
	at, err := s.Desk().Unanalysed(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return at
}

// analyserSays waits until the library column says this about the analysis.
func (s *stage) analyserSays(words, button string) {
	s.t.Helper()
	s.until("the library says “"+words+"” with “"+button+"”", func() bool {
		w, b := s.AnalyserSays()
		return w == words && b == button
	})
}

// TestTheLibraryIsAnalysedInTheBackground pauses the analysis, goes on with it, and adds an article meanwhile.
func TestTheLibraryIsAnalysedInTheBackground(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	s := withKeeper(t, db)
	s.AnalyseInBackground(false)
	for _, text := range []string{
		"Talks\n\nAnn Lee said that the ferry would stop.\n", "Bridge\n\nPeter Shaw said that the bridge would stay closed.\n",
	} {
		if _, err := s.Import(writeFile(t, text)); err != nil {
			t.Fatal(err)
		}
	}
	s.WakeAnalyser()
	s.analyserSays("2 of 2 articles not yet analysed", "Analyse")
	s.Search("actor:shaw")
	s.until("the search says what it cannot find yet", func() bool { return s.FoundSum() == "2 of 2 articles not yet analysed" })
	if at := s.unanalysed(); at.Left != 2 {
		t.Errorf("%+v while it is paused", at)
	}

	s.TapAnalyser()
	s.until("all is analysed", func() bool { w, _ := s.AnalyserSays(); return w == "" })
	if at := s.unanalysed(); at.Left != 0 || at.Total != 2 {
		t.Errorf("then %+v", at)
	}
	s.Search("actor:shaw")
	s.until("the search finds it", func() bool { return s.FoundSum() == "1 article" })

	if _, err := s.Import(writeFile(t, "Port\n\nMaria Diaz said that the port was open.\n")); err != nil {
		t.Fatal(err)
	}
	s.until("what was added is analysed", func() bool { at := s.unanalysed(); return at.Total == 3 && at.Left == 0 })
}

// TestOneProgramAnalysesTheLibrary has another program hold the lock.
func TestOneProgramAnalysesTheLibrary(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	release, ok, err := (store.Keeper{Now: time.Now}).OwnAnalysis(db)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	s := withKeeper(t, db)
	if _, err := s.Import(writeFile(t, "Talks\n\nAnn Lee said that the ferry would stop.\n")); err != nil {
		t.Fatal(err)
	}
	s.analyserSays("1 of 1 article not yet analysed", "")
	release()
	s.WakeAnalyser()
	s.until("it is analysed", func() bool { return s.unanalysed().Left == 0 })
}

// writeFile writes a text file and returns its path.
func writeFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "article.md")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
