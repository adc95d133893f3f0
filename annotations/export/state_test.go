package export_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/export"
)

// crossed returns an entry of a text in which a word of a statement and of a mark has changed to its opposite, with its placements as
// [anchor.Place] finds them.
func crossed(t *testing.T) export.Entry {
	t.Helper()
	const was = "The talks went on.\n\nThe minister said that the pause holds until the end of the month, and that no soldier will cross it. Then she left the room.\n\nNobody asked."
	text := func(s string, n byte) *article.Version {
		v := version(t, s)
		m := v.Meta
		m.ID = id(n)
		return v.With(m)
	}
	old := text(was, 1)
	now := text("A new beginning.\n\n"+strings.NewReplacer("no soldier will cross it", "soldiers will cross it", "The minister said", "The minister now said").Replace(was), 5)
	const quote = "the pause holds until the end of the month, and that no soldier will cross it"
	e := export.Entry{Article: article.Article{ID: old.Article, Title: "Talks", URL: "https://example.org/a", Created: when, Modified: when}, Version: now, Versions: 2}
	var filings []debate.Placed
	for i, words := range [][]string{{quote}, {"The talks went on."}, {"The talks went on.", quote}, {"Nobody asked."}, {"Nobody asked.", "The talks went on."}} {
		p := filed(t, old, byte(40+i), debate.Statement{Actor: id(10), Stance: debate.Supports}, words...)
		var err error
		if p.Placements, err = anchor.Place(t.Context(), old, now, p.Anchors); err != nil {
			t.Fatal(err)
		}
		filings = append(filings, p)
	}
	filings[3].Placements[0] = anchor.Placement{}
	filings[4].Placements[0] = anchor.Placement{}
	e.Statements = export.Resolve(library(), filings)
	e.Marks = []export.Mark{{
		Highlight: annotations.Highlight{ID: id(50), Anchor: filings[0].Anchors[0], Created: when, Modified: when},
		Placement: filings[0].Placements[0],
	}}
	if s := e.Marks[0].Placement.State; s != anchor.Review {
		t.Fatalf("the changed passage is %v", s)
	}
	return e
}

// TestStatementState wants every row of the table of statements to say how its words stand in the newest version, and the text around
// them to be that in which they stand.
func TestStatementState(t *testing.T) {
	got := rows(t, write(t, "statements-csv", crossed(t)))
	for i, want := range []struct{ state, before, start string }{
		{"review", "The minister said that ", "65"},
		{"exact", "A new beginning.\n\n", "18"},
		{"review", "A new beginning.\n\n", "18"},
		{"unattached", "Then she left the room.\n\n", ""},
		{"unattached", "A new beginning.\n\n", "18"},
	} {
		if r := got[i]; r["state"] != want.state || r["context_before"] != want.before || r["start"] != want.start {
			t.Errorf("row %d: state %q after %q from %q, want %+v", i, r["state"], r["context_before"], r["start"], want)
		}
	}
}

// TestAnnotationState wants every target with words to say how they stand in the newest version, and its source to say who wrote it.
func TestAnnotationState(t *testing.T) {
	e := crossed(t)
	e.Article.Byline, e.Article.Outlet, e.Article.Published = "A. Reporter", "Daily", "2026-05-03"
	var c struct {
		Context []any `json:"@context"`
		First   struct {
			Items []struct{ Target json.RawMessage }
		}
	}
	if err := json.Unmarshal([]byte(write(t, "jsonld", e)), &c); err != nil {
		t.Fatal(err)
	}
	if len(c.Context) != 2 || c.Context[0] != "http://www.w3.org/ns/anno.jsonld" {
		t.Fatalf("context = %v", c.Context)
	}
	if terms, _ := c.Context[1].(map[string]any); terms["parley"] == nil {
		t.Errorf("the context does not say what parley: is: %v", c.Context)
	}
	type target struct {
		State  string `json:"parley:state"`
		Source struct {
			Creator   string `json:"dc:creator"`
			Publisher string `json:"dc:publisher"`
			Date      string `json:"dc:date"`
		}
	}
	want := [][]string{{"review"}, {"review"}, {"exact"}, {"exact", "review"}, {"unattached"}, {"exact", "unattached"}}
	for i, x := range c.First.Items {
		var all []target
		if x.Target[0] != '[' {
			all = make([]target, 1)
			if err := json.Unmarshal(x.Target, &all[0]); err != nil {
				t.Fatal(err)
			}
		} else if err := json.Unmarshal(x.Target, &all); err != nil {
			t.Fatal(err)
		}
		var states []string
		for _, a := range all {
			states = append(states, a.State)
			if s := a.Source; s.Creator != "A. Reporter" || s.Publisher != "Daily" || s.Date != "2026-05-03" {
				t.Errorf("source = %+v", s)
			}
		}
		if !slices.Equal(states, want[i]) {
			t.Errorf("item %d: states %q, want %q", i, states, want[i])
		}
	}
}

// TestSourceIsAnIRI tries addresses that are none as they stand. What a source is called must be one, and lead where the address leads.
func TestSourceIsAnIRI(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"https://example.org/a", "https://example.org/a"},
		{"https://example.org/a b", ""},
		{`https://example.org/a"b<c>{d}|e\f^g` + "`h", "https://example.org/a%22b%3Cc%3E%7Bd%7D%7Ce%5Cf%5Eg%60h"},
		{"https://example.org/50%25?q=50%&r=[1]#a#b", "https://example.org/50%25?q=50%25&r=%5B1%5D#a%23b"},
		{"https://[::1]:80/[x]", "https://[::1]:80/%5Bx%5D"},
		{"https://example.org/Переговоры", "https://example.org/Переговоры"},
		{"https://example.org/a\u202eb\ue000", "https://example.org/a%E2%80%AEb%EE%80%80"},
		{"ftp://example.org/a", ""},
		{"not an address", ""},
		{"", ""},
	} {
		e := sample(t, "Some words.", "")
		e.Article.URL = tt.address
		var c struct {
			First struct {
				Items []struct {
					Target struct {
						Source struct {
							ID      string
							Address string `json:"dc:identifier"`
						}
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(write(t, "jsonld", e)), &c); err != nil {
			t.Fatal(err)
		}
		s := c.First.Items[0].Target.Source
		u, err := url.Parse(s.ID)
		if err != nil || !u.IsAbs() || strings.ContainsAny(s.ID, " \"<>\\^`{|}") {
			t.Errorf("%q: %q is no IRI: %v", tt.address, s.ID, err)
		}
		switch {
		case tt.want != "" && s.ID != tt.want:
			t.Errorf("%q became %q, want %q", tt.address, s.ID, tt.want)
		case tt.want == "" && (s.ID != "urn:uuid:"+e.Article.ID.String() || s.Address != tt.address):
			t.Errorf("%q: %q with the address %q", tt.address, s.ID, s.Address)
		case tt.want == "":
			if _, err := uuid.Parse(s.ID); err != nil {
				t.Error(err)
			}
		}
	}
}
