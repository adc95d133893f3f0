package english

import (
	"fmt"
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

func who(set *actors.Set) string {
	out := fmt.Sprintf("%+v", set.Names)
	for _, a := range set.Actors {
		out += fmt.Sprintf("%+v", *a)
	}
	return out
}
