package debate

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// TestPairsOfNames has pairs that are one and pairs that must never be suggested. Each pair is the whole library.
func TestPairsOfNames(t *testing.T) {
	tests := []struct {
		kind Kind
		a, b string
		want bool
	}{
		{Person, "Putin", "Vladimir Putin", true},
		{Person, "Vladimir V. Putin", "Vladimir Putin", true},
		{Person, "V. Putin", "Vladimir Putin", true},
		{Person, "V. V. Putin", "Vladimir Vladimirovich Putin", true},
		{Person, "President Putin", "Vladimir Putin", true},
		{Person, "President Vladimir Putin", "Vladimir Putin", true},
		{Person, "Dr. Anna Lee", "Anna Lee", true},
		{Person, "Ms. Anna Lee", "Anna Lee", true},
		{Person, "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", true},
		{Person, "Erdogan", "Recep Tayyip Erdoğan", true},
		{Person, "Søren Ørsted", "Soren Orsted", true},
		{Person, "Volodymyr Zelenskyy", "Volodymyr Zelensky", true},
		{Person, "Kim Jongun", "Kim Jong Un", true},
		{Person, "Jean-Claude Juncker", "Jean Claude Juncker", false}, // the same key
		{Person, "Assad", "Bashar al-Assad", true},
		{Person, "von der Leyen", "Ursula von der Leyen", true},
		{Person, "Hillary Rodham Clinton", "Hillary Clinton", true},
		{Person, "John Smith Jr.", "John Smith, Jr.", false}, // the same key: the engine takes them for one
		{Person, "Robert F. Kennedy Jr.", "Robert Kennedy Jr.", true},
		{Person, "George W. Bush", "George Walker Bush", true},

		{Person, "Gore", "Al Gore", true},
		{Person, "al-Assad", "Bashar al-Assad", true},
		{Person, "bin Laden", "Osama bin Laden", true},
		{Person, "President al-Assad", "Bashar al-Assad", true},

		{Person, "Al Gore", "Karenna Gore", false},
		{Person, "Ben Rhodes", "Jack Rhodes", false},
		{Person, "Van Jones", "Anna Jones", false},
		{Person, "President Al Gore", "Karenna Gore", false},
		{Person, "Vladimir Putin", "Lyudmila Putin", false},
		{Person, "V. Putin", "Lyudmila Putin", false},
		{Person, "Mrs. Putin", "Vladimir Putin", false},
		{Person, "Mr. Putin", "Lyudmila Putin", false},
		{Person, "Mrs. John Lee", "John Lee", false},
		{Person, "Ms. V. Putin", "Vladimir Putin", false},
		{Person, "Mr. Lee", "Mrs. Lee", false},
		{Person, "Robert Kennedy", "Robert Kennedy Jr.", false},
		{Person, "Robert Kennedy Sr.", "Robert Kennedy Jr.", false},
		{Person, "Kennedy Jr.", "Robert Kennedy", false},
		{Person, "John Paul", "John Paul II", false},
		{Person, "Henry Ford II", "Henry Ford III", false},
		{Person, "George W. Bush", "George H. W. Bush", false},
		{Person, "George W. Bush", "George H. Bush", false},
		{Person, "Hillary Clinton", "Bill Clinton", false},
		{Person, "Bashar al-Assad", "Hafez al-Assad", false},
		{Person, "Kim Jong Un", "Kim Jong Il", false},
		{Person, "Moon Jae-in", "Park Jae-in", false},
		{Person, "Vladimir", "Vladimir Putin", false},
		{Person, "Maria Lopez", "Maria Lopez Garcia", false},
		{Person, "Boris Johnson", "Boris Johnston", false},
		{Person, "Anna Lee", "Ann Lee", false},
		{Person, "Michelle Obama", "Malia Obama", false},

		{Organisation, "IAEA", "International Atomic Energy Agency", true},
		{Organisation, "I.A.E.A", "International Atomic Energy Agency", true},
		{Organisation, "OSCE", "Organization for Security and Co-operation in Europe", true},
		{Organisation, "NATO", "North Atlantic Treaty Organization", true},
		{Organisation, "Apple", "Apple Inc.", true},
		{Organisation, "Médecins Sans Frontières", "Medecins sans Frontieres", true},
		{Organisation, "NATO", "National Assembly", false},
		{Organisation, "Bank of England", "Bank of Japan", false},
		{Organisation, "UN", "Ukrainian Navy", false}, // two letters are too few
		{Organisation, "Ministry of Defence", "Ministry of Justice", false},
		{State, "North Korea", "South Korea", false},
		{State, "Congo", "Republic of the Congo", false},
		{State, "Guinea", "Equatorial Guinea", false},
	}
	for _, tt := range tests {
		l := NewLibrary(nil, nil, nil)
		got := l.Merges(l.Bearers(seenAs(tt.kind, tt.a, tt.b)))
		if (len(got) > 0) != tt.want || len(got) > 1 {
			t.Errorf("%q and %q: %v, want %v", tt.a, tt.b, merged(got), tt.want)
		}
		if len(got) > 0 && got[0].Why == "" {
			t.Errorf("%q and %q: no reason", tt.a, tt.b)
		}
	}
}

// seenAs returns actors of a kind that analyses show under these names, the first in most articles.
func seenAs(kind Kind, names ...string) []SeenActor {
	var out []SeenActor
	for i, n := range names {
		out = append(out, SeenActor{Key: ActorKey(n), Name: n, Kind: kind, Articles: len(names) - i})
	}
	return compactKeys(out)
}

// compactKeys returns the actors whose keys no actor before has.
func compactKeys(all []SeenActor) []SeenActor {
	seen := map[string]bool{}
	out := all[:0]
	for _, s := range all {
		if !seen[s.Key] {
			seen[s.Key] = true
			out = append(out, s)
		}
	}
	return out
}

func merged(all []Merge) string {
	var out []string
	for _, m := range all {
		out = append(out, m.From.Name+" > "+m.Into.Name)
	}
	return strings.Join(out, "; ")
}

// TestNamesThatFitSeveral has more than two names in the library.
func TestNamesThatFitSeveral(t *testing.T) {
	for _, tt := range []struct {
		names []string
		want  string
	}{
		{[]string{"Putin", "Vladimir Putin", "Lyudmila Putin"}, ""},
		{[]string{"Putin", "V. Putin", "Vladimir Putin"}, "Putin > Vladimir Putin; V. Putin > Vladimir Putin"},
		{[]string{"Putin", "V. Putin", "Vladimir Putin", "Lyudmila Putin"}, "V. Putin > Vladimir Putin"},
		{[]string{"V. Putin", "Vladimir Putin", "Viktor Putin"}, ""},
		{[]string{"George Bush", "George W. Bush", "George H. W. Bush"}, ""},
		{[]string{"Bush", "George W. Bush", "George H. W. Bush"}, ""},
		{[]string{"R. Kennedy", "Robert Kennedy", "Robert Kennedy Jr."}, ""},
		{[]string{"Lee", "Anna Lee", "Mrs. Lee"}, ""},
		{[]string{"Jack", "Brian Jack", "Jack Nicklaus", "Nicklaus"}, "Nicklaus > Jack Nicklaus"},
		{[]string{"Gore", "Al Gore", "Karenna Gore"}, ""},
		{[]string{"Trump", "Donald Trump", "Donald Trump Jr."}, ""},
		{[]string{"Donald Trump", "Donald J. Trump", "Donald Trump Jr."}, "Donald J. Trump > Donald Trump"},
		{[]string{"ABC", "American Broadcasting Company", "Australian Broadcasting Corporation"}, ""},
	} {
		kind := Person
		if tt.names[0] == "ABC" {
			kind = Organisation
		}
		l := NewLibrary(nil, nil, nil)
		if got := merged(l.Merges(l.Bearers(seenAs(kind, tt.names...)))); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.names, got, tt.want)
		}
	}
}

// TestAGroupIsNoPerson has a name of a group that ends the name of a person.
func TestAGroupIsNoPerson(t *testing.T) {
	l := NewLibrary(nil, nil, nil)
	seen := append(seenAs(Group, "Democrats"), seenAs(Person, "Anna Reassures Democrats")...)
	if got := merged(l.Merges(l.Bearers(seen))); got != "" {
		t.Errorf("suggested: %q", got)
	}
}

// TestMergesRespectTheReader has actors in the library, and decisions.
func TestMergesRespectTheReader(t *testing.T) {
	id := uuid.MustParse("00000000-0000-7000-8000-000000000001")
	filed := []Actor{{ID: id, Name: "V. Putin", Kind: Person}}
	seen := seenAs(Person, "Vladimir Putin", "V. Putin", "Putin")
	seen[1].Roles = []RoleAt{{"president", "2014-05-03"}, {"prime minister", "2011-05-03"}}
	seen[0].Roles = []RoleAt{{"president", "2012-05-07"}, {"candidate", "2012-01-07"}}
	l := NewLibrary(filed, nil, nil)
	all := l.Bearers(seen)
	if got, want := merged(l.Merges(all)), "Vladimir Putin > V. Putin; Putin > V. Putin"; got != want {
		t.Errorf("into the one of the library: %q, want %q", got, want)
	}
	for _, b := range all {
		if b.Entity == id && (fmt.Sprint(b.Roles) != "[{president 2014-05-03} {prime minister 2011-05-03}]" || b.Articles != 2) {
			t.Errorf("the one of the library is %+v", b)
		}
	}
	l = NewLibrary(filed, nil, []Decision{
		{Key: MergeKey("V. Putin", "Putin"), Verdict: Rejected}, {Key: ActorKey("Vladimir Putin"), Verdict: Merged, Target: id},
	})
	if got := merged(l.Merges(l.Bearers(seen))); got != "" {
		t.Errorf("after the decisions: %q", got)
	}
	for _, b := range l.Bearers(seen) {
		if want := "[{president 2014-05-03} {candidate 2012-01-07} {prime minister 2011-05-03}]"; b.Entity == id && fmt.Sprint(b.Roles) != want {
			t.Errorf("the roles of both names are %v, want %s", b.Roles, want)
		}
	}
	l = NewLibrary(filed, nil, []Decision{{Key: ActorKey("Putin"), Verdict: Rejected}})
	if got, want := merged(l.Merges(l.Bearers(seen))), "Vladimir Putin > V. Putin"; got != want {
		t.Errorf("after a name was rejected: %q, want %q", got, want)
	}
	if a, b := MergeKey("B", "A"), MergeKey("A", "B"); a != b {
		t.Errorf("keys %q and %q", a, b)
	}
}

// TestMergesOfMany is deterministic, and suggests no one twice.
func TestMergesOfMany(t *testing.T) {
	var names []string
	for i := range 400 {
		names = append(names, fmt.Sprintf("%c. Family%d", 'A'+i%26, i%40), fmt.Sprintf("%cbcd Family%d", 'A'+i%26, i%40), fmt.Sprintf("Family%d", i%40))
	}
	l := NewLibrary(nil, nil, nil)
	first := merged(l.Merges(l.Bearers(seenAs(Person, names...))))
	for range 3 {
		if got := merged(l.Merges(l.Bearers(seenAs(Person, names...)))); got != first {
			t.Fatal("the same library gives other merges")
		}
	}
	froms := map[string]bool{}
	for _, m := range l.Merges(l.Bearers(seenAs(Person, names...))) {
		if froms[m.From.Name] {
			t.Errorf("%s is suggested twice", m.From.Name)
		}
		froms[m.From.Name] = true
	}
	if len(froms) == 0 {
		t.Error("nothing is suggested")
	}
}
