package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/storage"

	"parley/annotations/article"
)

func TestSearchWindow(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "ferry.md")
	if err := os.WriteFile(file, []byte("# The ferry talks\n\n"+strings.Repeat("Nothing of note happens here.\n\n", 200)+"The province prefers a tunnel.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(dir, "library.db")
	s := openStage(t, db)
	s.read()
	other := filepath.Join(dir, "other.md")
	if err := os.WriteFile(other, []byte("# Other things\n\nAnd their words.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Drop(storage.NewFileURI(file))
	s.until("the file is open", func() bool { return s.Title() == "The ferry talks" })
	s.Drop(storage.NewFileURI(other))
	s.until("another is", func() bool { return s.Title() == "Other things" })

	s.Act("search")
	s.Search("provi tun") // the last word is being typed; the first is none
	s.until("nothing is found", func() bool { return strings.HasPrefix(s.FoundWords(), "Nothing was found") })
	s.Search("province tun")
	s.until("it is found", func() bool { return len(s.FoundLines()) == 2 })
	if got := s.FoundLines(); got[0] != "The ferry talks" || !strings.Contains(got[1], "The province prefers a tunnel.") {
		t.Errorf("found %q", got)
	}
	s.EnterSearch()
	s.until("the article is open at the passage", func() bool {
		return s.Title() == "The ferry talks" && s.Reader().InSight().Start > 2000
	})
	// A passage of this article stands in no other, until another has it.
	v := s.Version()
	at := strings.Index(v.Text(), "The province prefers")
	s.Reader().Select(article.Range{Start: at, End: at + len("The province prefers a tunnel.")})
	s.Act("elsewhere")
	s.until("it is found nowhere else", func() bool { return strings.HasPrefix(s.FoundWords(), "This passage stands in no other") })
	if err := os.WriteFile(other, []byte("# Copied things\n\nSome words before. The province prefers a tunnel. Some after.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(other); err != nil {
		t.Fatal(err)
	}
	s.Act("elsewhere")
	s.until("it is found elsewhere", func() bool { return len(s.FoundLines()) == 2 && s.FoundLines()[0] == "Copied things" })
	s.Search("province tun")
	s.until("words are searched again", func() bool { return len(s.FoundLines()) > 2 })
	s.KeepSearch()
	s.Search("")
	s.until("the kept search is listed", func() bool { l := s.FoundLines(); return len(l) == 2 && l[0] == "province tun" })
	s.Leave()
	s.until("the window is left", s.Left)

	again := openStage(t, db)
	again.read()
	again.Act("search")
	if l := again.FoundLines(); len(l) != 2 || l[0] != "province tun" {
		t.Errorf("kept searches after a restart: %q", l)
	}
}

// TestSearchMore finds more than is listed: all of it is counted, and more is listed when that is asked for.
func TestSearchMore(t *testing.T) {
	dir := t.TempDir()
	var files []string
	const said = "The envoys of both towns met again on the old ferry and agreed on nothing at all but the hour of the next meeting."
	for i := range 60 {
		path := filepath.Join(dir, fmt.Sprintf("%02d.md", i))
		if err := os.WriteFile(path, fmt.Appendf(nil, "---\ntitle: Report %d\noutlet: The Lorn Post\n---\n\n%s\n\nNumber %d of them.\n", i, said, i), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	s := openStage(t, filepath.Join(dir, "library.db"), files...)
	s.until("the last is open", func() bool { return s.Title() == "Report 59" })
	s.Act("search")
	articles := func() (n int) {
		for _, l := range s.FoundLines() {
			if strings.HasPrefix(l, "Report") {
				n++
			}
		}
		return n
	}
	last := func() string { l := s.FoundLines(); return l[len(l)-1] }
	for _, typed := range []string{"envoys", "outlet:lorn"} {
		s.Search(typed)
		s.until("the best are listed", func() bool { return articles() == 50 && last() == "more" })
		if !strings.HasPrefix(s.FoundSum(), "60 articles") {
			t.Errorf("of %s it is said: %s", typed, s.FoundSum())
		}
		s.LeadFound(len(s.FoundLines()) - 1)
		s.until("all are listed", func() bool { return articles() == 60 && last() != "more" })
	}

	v := s.Version()
	at := strings.Index(v.Text(), "The envoys")
	s.Reader().Select(article.Range{Start: at, End: at + len(said)})
	s.Act("elsewhere")
	s.until("it is found in the first", func() bool {
		return last() == "more" && articles() >= 49 && strings.HasPrefix(s.FoundSum(), "“The envoys")
	})
	s.LeadFound(len(s.FoundLines()) - 1)
	s.until("it is found in all others", func() bool { return articles() == 59 && last() != "more" })
	s.Search("hour")
	s.until("words are searched again", func() bool { return last() == "more" && articles() == 50 })

	// Of one article some matches are listed, and all when that is asked for.
	for i := range 9 {
		if _, err := s.Desk().AddNote(t.Context(), v.Article, fmt.Sprintf("A walnut remark, number %d.", i), ""); err != nil {
			t.Fatal(err)
		}
	}
	s.Search("walnut")
	s.until("some are listed", func() bool { return len(s.FoundLines()) == 8 && last() == "3 more" })
	s.LeadFound(7)
	s.until("all are listed", func() bool { return len(s.FoundLines()) == 10 })
}
