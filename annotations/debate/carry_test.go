package debate

import (
	"testing"

	"parley/annotations/article"
)

// TestCarryDisputes carries a rejection of what an older engine found to what a newer one finds, or does not.
func TestCarryDisputes(t *testing.T) {
	v := plain(t, "The ferry should stop in winter, says Ann. Bob wants it to run. "+
		"Two questions are open. The bridge stays shut, they say.")
	ferry, run := article.Range{Start: 0, End: 42}, article.Range{Start: 43, End: 63}
	both, bridge := article.Range{Start: 64, End: 87}, article.Range{Start: 88, End: 120}
	type found = []FoundDispute
	of := func(title string, at ...article.Range) FoundDispute { return FoundDispute{Title: title, Passages: at} }
	for _, tt := range []struct {
		name     string
		old, now found
		want     string // the new title that the rejection of the first old one holds for
	}{
		{
			"worded more fully",
			found{of("The winter ferry", ferry)},
			found{of("Should the ferry stop in winter?", ferry, run)},
			"Should the ferry stop in winter?",
		},
		{
			"worded more briefly",
			found{of("Should the ferry stop in winter?", ferry, run)},
			found{of("The winter ferry", run)},
			"The winter ferry",
		},
		{
			"same title",
			found{of("The winter ferry", ferry)},
			found{of("the winter ferry?", ferry), of("Should the ferry stop in winter?", ferry)},
			"",
		},
		{
			"there before",
			found{of("The winter ferry", ferry), of("Should the ferry stop in winter?", run)},
			found{of("Should the ferry stop in winter?", ferry)},
			"",
		},
		{"other passages", found{of("The winter ferry", ferry)}, found{of("Should the ferry stop in winter?", bridge)}, ""},
		{
			"only the passage that several share",
			found{of("The winter ferry", both), of("The bridge in winter", both)},
			found{of("Should the ferry stop in winter?", both), of("Who pays the crew?", both)},
			"",
		},
		{"other words", found{of("Should the ferry stop in winter?", ferry)}, found{of("Should the bridge open in summer?", ferry)}, ""},
		{"one word in common", found{of("Who owns the ferry?", ferry)}, found{of("Should the ferry burn coal?", ferry)}, ""},
		{"one word alone", found{of("The ferry", ferry)}, found{of("Should the ferry burn coal?", ferry)}, ""},
		{"another verb", found{of("Should the winter ferry stop?", ferry)}, found{of("Should the winter ferry expand?", ferry)}, ""},
		{"another name", found{of("Who runs the winter ferry?", ferry)}, found{of("Should Norland run the winter ferry?", ferry)}, ""},
		{"another number", found{of("The fare of the ferry", ferry)}, found{of("Should the ferry fare be 5 crowns?", ferry)}, ""},
		{"another sign", found{of("Should the ferry fare be +5 %?", ferry)}, found{of("Should the ferry fare be -5 %?", ferry)}, ""},
		{"who pays whom", found{of("Should the workers pay the owners?", ferry)}, found{of("Should the owners now pay the workers?", ferry)}, ""},
		{"which state pays which", found{of("What Norland pays Sudland", ferry)}, found{of("Should Sudland pay Norland?", ferry)}, ""},
		{"a longer question", found{of("Should the ferry stop?", ferry)}, found{of("Should the ferry stop in winter?", ferry)}, "Should the ferry stop in winter?"},
		{"negated", found{of("Should the ferry stop in winter?", ferry)}, found{of("Should the ferry not stop in winter?", ferry)}, ""},
		{
			"two that would fit",
			found{of("The winter ferry", ferry, run)},
			found{of("Should the ferry stop in winter?", ferry), of("Who may board the winter ferry?", run)},
			"",
		},
		{
			"two that were one",
			found{of("Should the ferry stop in winter?", ferry), of("Who may board the winter ferry?", run)},
			found{of("The winter ferry", ferry, run)},
			"",
		},
	} {
		lib := NewLibrary(nil, nil, []Decision{{Key: DisputeKey(tt.old[0].Title), Verdict: Rejected}})
		got := Carry(v, lib, &Analysis{Disputes: tt.old}, &Analysis{Disputes: tt.now})
		switch {
		case tt.want == "" && len(got) > 0:
			t.Errorf("%s: the rejection holds for %q", tt.name, got[0].Key)
		case tt.want != "" && (len(got) != 1 || got[0] != Decision{Key: DisputeKey(tt.want), Verdict: Rejected}):
			t.Errorf("%s: carried %+v, want one for %q", tt.name, got, tt.want)
		}
	}
}

// TestCarryKeepsTargets carries a confirmation, and leaves alone what was decided on under the new title.
func TestCarryKeepsTargets(t *testing.T) {
	v := plain(t, "The ferry should stop in winter, says Ann.")
	at := []article.Range{{Start: 0, End: 42}}
	old := &Analysis{Disputes: []FoundDispute{{Title: "The winter ferry", Passages: at}}}
	now := &Analysis{Disputes: []FoundDispute{{Title: "Should the ferry stop in winter?", Passages: at}}}
	was := Decision{Key: DisputeKey("The winter ferry"), Verdict: Confirmed, Target: numbered(7)}
	got := Carry(v, NewLibrary(nil, nil, []Decision{was}), old, now)
	want := Decision{Key: DisputeKey("Should the ferry stop in winter?"), Verdict: Confirmed, Target: numbered(7)}
	if len(got) != 1 || got[0] != want {
		t.Errorf("carried %+v, want %+v", got, want)
	}
	is := Decision{Key: DisputeKey("Should the ferry stop in winter?"), Verdict: Rejected}
	if got := Carry(v, NewLibrary(nil, nil, []Decision{was, is}), old, now); len(got) > 0 {
		t.Errorf("carried %+v over a decision", got)
	}
}

// TestCarryStatements carries the rejection of a statement whose borders a newer engine draws a little differently.
func TestCarryStatements(t *testing.T) {
	v := plain(t, "The ferry should surely stop running in winter, says Ann. The ferry should run, says Bob.")
	ann, bob := FoundActor{ID: "a1", Name: "Ann"}, FoundActor{ID: "a2", Name: "Bob"}
	said := func(actor string, start, end int) FoundStatement {
		return FoundStatement{Actor: actor, Passages: []article.Range{{Start: start, End: end}}}
	}
	old := &Analysis{Actors: []FoundActor{ann, bob}, Statements: []FoundStatement{said("a1", 0, 46)}}
	lib := NewLibrary(nil, nil, []Decision{{Key: StatementKey(v, &old.Statements[0]), Verdict: Rejected}})
	for _, tt := range []struct {
		name string
		now  FoundStatement
		want bool
	}{
		{"a little shorter", said("a1", 0, 40), true},
		{"half of it", said("a1", 24, 46), false},
		{"by another", said("a2", 0, 40), false},
		{"elsewhere", said("a1", 58, 78), false},
	} {
		now := &Analysis{Actors: []FoundActor{ann, bob}, Statements: []FoundStatement{tt.now}}
		if got := Carry(v, lib, old, now); (len(got) == 1 && got[0].Key == StatementKey(v, &tt.now)) != tt.want {
			t.Errorf("%s: carried %+v, want %v", tt.name, got, tt.want)
		}
	}
}
