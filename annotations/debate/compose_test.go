package debate

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

func numbered(n int) (id ID) {
	binary.BigEndian.PutUint64(id[8:], uint64(n))
	return id
}

// An arbitrary makes things that need not make sense.
type arbitrary struct {
	*rand.Rand
	v     *article.Version
	words []string
}

func (r *arbitrary) span() article.Range {
	n := r.v.Len()
	switch r.IntN(8) {
	case 0:
		return article.Range{Start: r.IntN(2*n+3) - n, End: r.IntN(3*n+3) - n}
	case 1:
		return article.Range{}
	}
	at := r.IntN(n + 1)
	return article.Range{Start: at, End: at + r.IntN(20)}
}

func (r *arbitrary) spans() (out []article.Range) {
	for range r.IntN(4) {
		out = append(out, r.span())
	}
	return out
}

func (r *arbitrary) name() string {
	out := ""
	for range r.IntN(3) {
		out += " " + r.words[r.IntN(len(r.words))]
	}
	return strings.TrimSpace(out)
}

func (r *arbitrary) id() ID { return numbered(r.IntN(8)) }

func (r *arbitrary) analysis() *Analysis {
	a := &Analysis{}
	id := func(letter string) string { return fmt.Sprint(letter, r.IntN(5)) }
	for range r.IntN(5) {
		f := FoundActor{ID: id("a"), Name: r.name(), Kind: Kind(r.IntN(4)), Aliases: []string{r.name()}}
		for _, p := range r.spans() {
			f.Mentions = append(f.Mentions, Mention{p, Form(r.IntN(5))})
		}
		a.Actors = append(a.Actors, f)
	}
	for range r.IntN(4) {
		a.Disputes = append(a.Disputes, FoundDispute{ID: id("d"), Title: r.name(), Passages: r.spans(), Positions: []FoundPosition{{id("p"), r.name()}, {id("p"), r.name()}}})
	}
	for range r.IntN(6) {
		a.Statements = append(a.Statements, FoundStatement{
			ID: id("s"), Actor: id("a"), Source: r.span(), Cue: r.span(), Passages: r.spans(), Dispute: id("d"), Position: id("p"), Stance: Stance(r.IntN(6)),
		})
	}
	return a
}

func (r *arbitrary) library(a *Analysis) *Library {
	var actors []Actor
	var disputes []Dispute
	var decisions []Decision
	for i := range r.IntN(6) {
		actors = append(actors, Actor{ID: numbered(i + 1), Name: r.name(), Kind: Kind(r.IntN(4)), Aliases: []Alias{{Name: r.name()}}})
	}
	for i := range r.IntN(4) {
		disputes = append(disputes, Dispute{ID: numbered(i + 1), Title: r.name(), Positions: []Position{{ID: r.id(), Answer: r.name()}, {ID: r.id(), Answer: r.name()}}})
	}
	decide := func(key string) {
		decisions = append(decisions, Decision{Key: key, Verdict: Verdict(r.IntN(5)), Target: r.id()})
	}
	for range r.IntN(6) {
		decide(ActorKey(r.name()))
		decide(DisputeKey(r.name()))
		decide(PositionKey(r.name()))
		decide(AliasKey(r.id(), r.name()))
	}
	if len(a.Statements) > 0 {
		decide(StatementKey(r.v, &a.Statements[0]))
	}
	return NewLibrary(actors, disputes, decisions)
}

func (r *arbitrary) filed() (out []Placed) {
	for i := range r.IntN(5) {
		p := Placed{Statement: Statement{ID: numbered(100 + i), Actor: r.id(), Dispute: r.id(), Position: r.id(), ReportedBy: r.id()}}
		for _, s := range r.spans() {
			p.Anchors = append(p.Anchors, anchor.Anchor{Range: s})
			p.Placements = append(p.Placements, anchor.Placement{Range: s, State: anchor.State(r.IntN(5))})
		}
		out = append(out, p)
	}
	return out
}

// checkView reports every way in which a view breaks its promises.
func checkView(t *testing.T, v *article.Version, w *View) {
	t.Helper()
	inside := func(what string, rs ...article.Range) {
		t.Helper()
		for _, r := range rs {
			if r.Start < 0 || r.End > v.Len() || r.Start >= r.End {
				t.Fatalf("%s is %v in a text of %d", what, r, v.Len())
			}
		}
	}
	entities := map[ID]bool{}
	for i := range w.Actors {
		a := &w.Actors[i]
		end := 0
		for _, m := range a.Mentions {
			inside("a mention of "+a.Name, m.Range)
			if m.Start < end {
				t.Fatalf("mentions of %s are not in text order", a.Name)
			}
			end = m.Start
		}
		if a.Entity != (ID{}) && (entities[a.Entity] || a.ID != a.Entity.String()) {
			t.Fatalf("%s is there twice, or as %s", a.Name, a.ID)
		}
		entities[a.Entity] = true
	}
	for i := range w.Disputes {
		d := &w.Disputes[i]
		inside("a passage of "+d.Title, d.Passages...)
		if d.Entity != (ID{}) && d.ID != d.Entity.String() {
			t.Fatalf("%s is there as %s", d.Title, d.ID)
		}
	}
	at := 0
	for i := range w.Statements {
		s := &w.Statements[i]
		inside("a passage of "+s.ID, s.Passages...)
		for what, r := range map[string]article.Range{"source": s.Source, "cue": s.Cue} {
			if r != (article.Range{}) {
				inside(what, r)
			}
		}
		switch {
		case s.Filed == nil && len(s.Passages) == 0:
			t.Fatalf("suggestion %s has no passage", s.ID)
		case s.Actor != "" && w.Actor(s.Actor) == nil, s.Dispute != "" && w.Dispute(s.Dispute) == nil:
			t.Fatalf("statement %s is by %q on %q, who are not shown", s.ID, s.Actor, s.Dispute)
		case s.Position != "" && s.Dispute == "":
			t.Fatalf("statement %s has an answer to nothing", s.ID)
		}
		if len(s.Passages) > 0 {
			if s.Start() < at {
				t.Fatalf("statement %s is out of text order", s.ID)
			}
			at = s.Start()
			inside("all of "+s.ID, s.Whole())
		}
	}
}

func FuzzCompose(f *testing.F) {
	for i, text := range []string{"", "Anna Bell, the envoy, said no. The UN said yes.", "x", "Ää — ß. U.S. and US\n\nAnna Anna Anna"} {
		f.Add(text, uint64(i))
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if len(text) > 1<<12 {
			return
		}
		text = strings.ToValidUTF8(text, "�")
		v := plain(t, text)
		r := &arbitrary{rand.New(rand.NewPCG(seed, 1)), v, append(strings.Fields(text), "Anna", "UN", "the", "—")}
		for range 8 {
			a := r.analysis()
			lib, filed := r.library(a), r.filed()
			before := fmt.Sprintf("%+v %+v %+v", a, filed, lib.Actors)
			w := Compose(v, a, lib, filed)
			checkView(t, v, w)
			if got := Compose(v, a, lib, filed); !reflect.DeepEqual(got, w) {
				t.Fatalf("composed again: %+v, want %+v", got, w)
			}
			if got := fmt.Sprintf("%+v %+v %+v", a, filed, lib.Actors); got != before {
				t.Fatalf("it changed what it was made of: %s, was %s", got, before)
			}
			checkView(t, v, Compose(v, nil, nil, nil))
		}
	})
}

func FuzzKeys(f *testing.F) {
	for _, s := range []string{"The Hague", "U.S.", "J.D. Vance", "the a", "—", "e\u0301", "İ", "A.B", "a. b", "-5 %", "the a > b", "100 €", "1,5", "the $ 1.000,5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		key := ActorKey(s)
		for _, same := range []string{" " + s + "\n", strings.Join(strings.Fields(s), "  "), s + " "} {
			if got := ActorKey(same); got != key {
				t.Errorf("ActorKey(%q) = %q, want %q as for %q", same, got, key, s)
			}
		}
		if form := normal(s); wordForm(form) != wordForm(s) && !strings.HasPrefix(wordForm(s), "the ") && !strings.HasPrefix(wordForm(s), "a ") && !strings.HasPrefix(wordForm(s), "an ") {
			t.Errorf("the words of %q are %q, of its form %q %q", s, wordForm(s), form, wordForm(form))
		}
		if strings.TrimSpace(s) != "" && key == "actor:" {
			t.Errorf("ActorKey(%q) = %q", s, key)
		}
	})
}

func TestKeys(t *testing.T) {
	for _, tt := range []struct{ a, b string }{
		{"The United Nations", "united nations"},
		{"U.S.", "US"},
		{"U.S.A.", "usa"},
		{"J.D. Vance", "JD Vance"},
		{"“Peace”, now!", "peace now"},
		{"Anna  Bell", "ANNA\u00a0BELL"},
		{"An idea", "idea"},
		{"the", "The"},
		{"—", " — "},
		{"-5 %", "−5%"},
		{"–5 %", "- 5 %"},
		{"the “-5 %”", "-5 %."},
		{"< 10 %", "<10%"},
		{"<= 10", "≤ 10"},
		{"!= 10", "≠ 10"},
		{"100 €", "€100"},
		{"between 100 € and 200 €", "Between €100 and €200"},
		{"-5 €", "-€5"},
		{"C ++", "c++"},
		{"１００％", "１００ %"},
		{"2014–2020", "2014 - 2020"},
		{"5–10 %", "5-10 %"},
		{"5%-10%", "5 % – 10 %"},
		{"Covid-19", "covid 19"},
		{"peace - 5 days", "peace, 5 days"},
		{"1,5 %", "1.5 %"},
		{"10,000", "10.000"},
		{"10,000", "10 000"},
		{"AT&T", "AT & T"},
		{"#MeToo", "MeToo"},
		{"A $100 cap", "$100 cap"},
		{"Caf\u00e9", "Cafe\u0301"},
		{"pre- and post-war", "pre and post war"},
		{"Peace | now", "peace now"},
	} {
		if ActorKey(tt.a) != ActorKey(tt.b) {
			t.Errorf("%q is %q, %q is %q", tt.a, ActorKey(tt.a), tt.b, ActorKey(tt.b))
		}
	}
	for _, tt := range []struct{ a, b string }{
		{"In 2020 -5 %", "In 2020 5 %"},
		{"In 2020 −5 %", "In 2020 5 %"},
		{"!= 5", "= 5"},
		{"₨ 5", "$5"},
		{"—", "…"},
		{"Anna Bell", "Annabell"},
		{"end. Another", "endanother"},
		{"a b", "ab"},
		{"St. John", "stjohn"},
		{"x.com", "xcom"},
		{"-5 %", "+5 %"},
		{"-5 %", "5 %"},
		{"5 %", "5"},
		{"5 %", "5 ‰"},
		{"< 10 %", "> 10 %"},
		{"≤ 10", "< 10"},
		{"= 10", "≠ 10"},
		{"€100", "$100"},
		{"€100", "100"},
		{"C#", "C++"},
		{"C#", "C"},
		{"A+", "A"},
		{"1.5 %", "1-5 %"},
		{"1/5", "1.5"},
		{"3:1", "3.1"},
		{"0.125", "0 125"},
		{"from -5 to 10", "from 5 to 10"},
		{"A > B", "B"},
		{"10 ± 2", "10 + 2"},
		{"$-5", "$5"},
		{"(-5 %)", "(5 %)"},
		{"Taxes: -5 %", "Taxes: +5 %"},
	} {
		if ActorKey(tt.a) == ActorKey(tt.b) {
			t.Errorf("%q and %q are both %q", tt.a, tt.b, ActorKey(tt.a))
		}
	}
	v := plain(t, "Anna said no. Bert said no. Anna said that nobody had asked her, and Bert said that nobody had asked her.")
	all := strings.Index(v.Text(), "nobody")
	key := func(who, what int, n int) string {
		return StatementKey(v, &FoundStatement{Source: article.Range{Start: who, End: who + 4}, Passages: []article.Range{{Start: what, End: what + n}}})
	}
	if key(0, 10, 2) == key(14, 24, 2) {
		t.Error("“no” is the same whoever says it")
	}
	if key(0, all, 24) != key(14, all, 24) {
		t.Error("many words are not the same if another is found to say them")
	}
}

func TestReversed(t *testing.T) {
	a, b := Actor{ID: numbered(1), Name: "A"}, Actor{ID: numbered(1), Name: "B"}
	e := Edits{
		Actors:     []Edit[Actor]{{From: Status[Actor]{Is: a}, To: Status[Actor]{Is: b}}, {To: Status[Actor]{Is: Actor{ID: numbered(2)}}}},
		Disputes:   []Edit[Dispute]{{From: Status[Dispute]{Is: Dispute{ID: numbered(3)}}, To: Status[Dispute]{Is: Dispute{ID: numbered(3)}, Gone: true}}},
		Statements: []Edit[Statement]{{To: Status[Statement]{Is: Statement{ID: numbered(4)}}}},
		Decisions:  []DecisionEdit{{To: Decision{Key: "k", Verdict: Rejected}}, {From: Decision{Key: "l", Verdict: Merged, Target: numbered(1)}, To: Decision{Key: "l"}}},
	}
	once := e.Reversed()
	if x := once.Actors[1]; !x.To.Gone || x.To.Is.ID != numbered(2) || x.From.Gone {
		t.Errorf("what was made is undone by %+v", x)
	}
	twice := once.Reversed()
	if !reflect.DeepEqual(twice.Actors[0], e.Actors[0]) || !reflect.DeepEqual(twice.Disputes, e.Disputes) || !reflect.DeepEqual(twice.Decisions, e.Decisions) {
		t.Errorf("reversed twice: %+v, want %+v", twice, e)
	}
	if x := twice.Actors[1]; !x.From.Gone || x.To.Gone || !reflect.DeepEqual(x.To, e.Actors[1].To) {
		t.Errorf("what was made comes back by %+v", x)
	}
	if !reflect.DeepEqual(twice.Reversed(), once) || e.Empty() || !(Edits{}).Reversed().Empty() {
		t.Error("reversed three times is not reversed once")
	}
}
