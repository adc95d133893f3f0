package english

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/contest"
	"parley/annotations/debate/english/speech"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/english/text/texttest"
)

// No stage changes what an earlier one found.
func TestStagesLeaveTheirInputAlone(t *testing.T) {
	for _, s := range texttest.Articles(t, "testdata/articles") {
		doc, err := text.Read(t.Context(), texttest.Version(t, s))
		if err != nil {
			t.Fatal(err)
		}
		read := fmt.Sprintf("%+v", *doc)
		set, err := actors.Find(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%+v", *doc); got != read {
			t.Fatal("actors.Find changed the document")
		}
		taking := who(set)
		said, err := speech.Find(t.Context(), set)
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprintf("%+v", *doc) != read || who(set) != taking {
			t.Fatal("speech.Find changed the document or the actors")
		}
		spoken := fmt.Sprintf("%+v %+v", said.Cues, said.Statements) + who(said.Set)
		if _, err := contest.Find(t.Context(), said); err != nil {
			t.Fatal(err)
		}
		if fmt.Sprintf("%+v", *doc) != read || who(set) != taking ||
			fmt.Sprintf("%+v %+v", said.Cues, said.Statements)+who(said.Set) != spoken {
			t.Fatal("contest.Find changed the document, the actors or the statements")
		}
	}
}

// Several goroutines may work on one document.
func TestStagesShareTheirInput(t *testing.T) {
	for _, s := range texttest.Articles(t, "testdata/articles")[:3] {
		doc, err := text.Read(t.Context(), texttest.Version(t, s))
		if err != nil {
			t.Fatal(err)
		}
		set, err := actors.Find(t.Context(), doc)
		if err != nil {
			t.Fatal(err)
		}
		var g sync.WaitGroup
		all := make([]string, 4)
		for i := range all {
			g.Go(func() {
				mine, err1 := actors.Find(t.Context(), doc)
				said, err2 := speech.Find(t.Context(), set)
				if err := errors.Join(err1, err2); err != nil {
					t.Error(err)
					return
				}
				found, err := contest.Find(t.Context(), said)
				if err != nil {
					t.Error(err)
					return
				}
				all[i] = who(mine) + who(said.Set) + fmt.Sprintf("%+v %+v", found.Disputes, found.Statements)
			})
		}
		g.Wait()
		for i := range all {
			if all[i] != all[0] {
				t.Fatalf("goroutine %d found\n%s\nthe first found\n%s", i, all[i], all[0])
			}
		}
	}
}

func who(set *actors.Set) string {
	out := fmt.Sprintf("%+v", set.Names)
	for _, a := range set.Actors {
		out += fmt.Sprintf("%+v", *a)
	}
	return out
}
