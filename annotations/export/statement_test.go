package export_test

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/export"
)

var update = flag.Bool("update", false, "rewrite the expected outputs")

// id returns the same id for the same number.
func id(n byte) article.ID {
	x := uuid.MustParse("01890a5d-ac96-774b-bcce-b30209900000")
	x[12], x[15] = n, n*7
	return x
}

// version returns a version whose blocks are the paragraphs of text.
func version(t testing.TB, text string) *article.Version {
	t.Helper()
	var blocks []article.Block
	at := 0
	for _, p := range strings.Split(text, "\n\n") {
		n := utf8.RuneCountInString(p)
		if strings.TrimSpace(p) != "" {
			blocks = append(blocks, article.Block{Range: article.Range{Start: at, End: at + n}})
		}
		at += n + 2
	}
	v, err := article.NewVersion(text, blocks, article.Meta{ID: id(1), Article: id(2), Number: 1, Imported: when})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

var when = time.Date(2026, 5, 4, 10, 12, 0, 0, time.UTC)

// filed returns a statement whose passages are these words of v.
func filed(t testing.TB, v *article.Version, n byte, s debate.Statement, words ...string) debate.Placed {
	t.Helper()
	s.ID, s.Article, s.Version, s.Created, s.Modified = id(n), v.Article, v.ID, when, when
	p := debate.Placed{Statement: s}
	for _, w := range words {
		i := strings.Index(v.Text(), w)
		if i < 0 {
			p.Anchors = append(p.Anchors, anchor.Anchor{Exact: w, Prefix: "It once said: ", Suffix: " That is gone."})
			p.Placements = append(p.Placements, anchor.Placement{})
			continue
		}
		r := article.Range{Start: v.Pos(i), End: v.Pos(i + len(w))}
		p.Anchors = append(p.Anchors, anchor.Describe(v, r))
		p.Placements = append(p.Placements, anchor.Placement{Range: r, State: anchor.Exact, Score: 1})
	}
	return p
}

const talks = "Talks resume\n\nThe envoy, Ann Lee, spoke first. “The line, as drawn, stays; it is ‘final’.” She left early. Mr. Ode waited.\n\n" +
	"Делегация России заявила: «Мы согласны при одном условии». И вышла.\n\nLater 🕊️ “no\u00a0troops,\nnever”, the ministry wrote, and again: “none at all”. So it ended."

// library returns the actors and disputes that statements of the tests are about.
func library() *debate.Library {
	border, troops := id(20), id(30)
	return debate.NewLibrary(
		[]debate.Actor{
			{ID: id(10), Name: "Ann Lee", Kind: debate.Person, Role: "US envoy", Side: "mediators", Aliases: []debate.Alias{{Name: "Lee"}, {Name: "the *envoy*"}}, Modified: when},
			{ID: id(11), Name: "Ministry, of \"X\"", Kind: debate.Organisation, Modified: when},
			{ID: id(12), Name: "Россия", Kind: debate.State, Side: "east", Modified: when.Add(time.Hour)},
		},
		[]debate.Dispute{
			{ID: troops, Title: "Do troops stay?", Positions: []debate.Position{{ID: id(31), Dispute: troops, Answer: "None stay"}}},
			{ID: border, Title: "Who guards the border: A_or_B?", Positions: []debate.Position{
				{ID: id(21), Dispute: border, Answer: "It moves"}, {ID: id(22), Dispute: border, Answer: "It stays, as drawn"},
			}},
		}, nil)
}

// said returns an entry with a statement of every sort.
func said(t testing.TB) export.Entry {
	t.Helper()
	v := version(t, talks)
	e := export.Entry{
		Article: article.Article{ID: v.Article, Title: "Talks, resumed", Byline: "A. Reporter", Outlet: "Daily", Published: "2026-05-03", URL: "https://example.org/talks", Created: when, Modified: when},
		Version: v, Versions: 1,
	}
	e.Statements = export.Resolve(library(), []debate.Placed{
		filed(t, v, 40, debate.Statement{Actor: id(10), Dispute: id(20), Position: id(22), Stance: debate.Supports, Attribution: debate.Direct, Addressee: "the press", SaidOn: "2026-05", Note: "See *draft*.\n\nTwice."},
			"“The line, as drawn, stays; it is ‘final’.”"),
		filed(t, v, 41, debate.Statement{Actor: id(10)}, "She left early."),
		filed(t, v, 42, debate.Statement{Actor: id(12), Dispute: id(20), Position: id(21), Stance: debate.Conditional, Attribution: debate.Reported, Condition: "a pause, first", ReportedBy: id(11)}, "Мы согласны при одном условии"),
		filed(t, v, 43, debate.Statement{Actor: id(11), Dispute: id(30), Position: id(31), Stance: debate.Opposes, Attribution: debate.Partial}, "none at all", "no\u00a0troops,\nnever"),
		filed(t, v, 44, debate.Statement{Actor: id(11), Dispute: id(20), Stance: debate.Declines, Attribution: debate.Inferred}, "So it ended."),
		filed(t, v, 45, debate.Statement{Actor: id(12), Dispute: id(30), Stance: debate.Ambivalent, Attribution: debate.Paraphrase}, "words that are gone"),
	})
	return e
}

func TestStatementsGolden(t *testing.T) {
	for _, format := range []string{"markdown", "jsonld", "statements-csv"} {
		f, err := export.ByName(format)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", "statements"+filepath.Ext(f.Ext))
		got := write(t, format, said(t))
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is now\n%s", path, got)
		}
	}
}

// rows reads a table of statements back: a map from columns for each row.
func rows(t testing.TB, table string) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("the table reads back as %v, %v", all, err)
	}
	var out []map[string]string
	for _, r := range all[1:] {
		m := map[string]string{}
		for i, c := range all[0] {
			m[c] = r[i]
		}
		out = append(out, m)
	}
	return out
}

func TestStatementColumns(t *testing.T) {
	header, _, _ := strings.Cut(write(t, "statements-csv", said(t)), "\r\n")
	want := "statement_id, article_id, article_title, outlet, author, published, url, accessed, paragraph, start, end, quote, context_before, context_after, " +
		"actor_id, actor, actor_kind, organisation, side, role, dispute_id, dispute, position_id, position, stance, stance_value, condition, attribution, " +
		"reported_by, addressee, said_on, note, coder, created, modified, text_sha256, state"
	if got := strings.ReplaceAll(header, ",", ", "); got != want {
		t.Errorf("columns = %s, want %s", got, want)
	}
}

func TestStatementRows(t *testing.T) {
	e := said(t)
	all := rows(t, write(t, "statements-csv", e))
	if len(all) != len(e.Statements) {
		t.Fatalf("%d rows for %d statements", len(all), len(e.Statements))
	}
	tests := []struct {
		row    int
		column string
		want   string
	}{
		{0, "quote", "“The line, as drawn, stays; it is ‘final’.”"},
		{0, "paragraph", "2"},
		{0, "context_before", "The envoy, Ann Lee, spoke first. "},
		{0, "context_after", " She left early."},
		{0, "stance_value", "1"},
		{0, "organisation", ""},
		{0, "note", "See *draft*.\n\nTwice."},
		{0, "accessed", "2026-05-04"},
		{0, "text_sha256", e.Version.Fingerprint()},
		{0, "coder", ""},
		{1, "stance", ""},
		{1, "stance_value", ""},
		{1, "dispute_id", ""},
		{1, "context_after", " Mr. Ode waited."},
		{2, "stance_value", "0.5"},
		{2, "organisation", "Россия"},
		{2, "reported_by", "Ministry, of \"X\""},
		{2, "context_before", "Делегация России заявила: «"},
		{2, "context_after", "». И вышла."},
		{3, "stance_value", "-1"},
		{3, "quote", "no\u00a0troops,\nnever … none at all"},
		{3, "organisation", "Ministry, of \"X\""},
		{3, "context_before", "Later 🕊️ “"},
		{3, "context_after", "”. So it ended."},
		{4, "stance_value", "0"},
		{4, "position", ""},
		{5, "stance_value", "0"},
		{5, "start", ""},
		{5, "paragraph", ""},
		{5, "context_before", "It once said: "},
		{5, "context_after", " That is gone."},
	}
	for _, tt := range tests {
		if got := all[tt.row][tt.column]; got != tt.want {
			t.Errorf("row %d: %s = %q, want %q", tt.row, tt.column, got, tt.want)
		}
	}
}

// annotated reads a collection back.
func annotated(t testing.TB, s string) []readAnnotation {
	t.Helper()
	var c struct {
		Total int
		First struct{ Items []readAnnotation }
	}
	if err := json.Unmarshal([]byte(s), &c); err != nil {
		t.Fatal(err)
	}
	if c.Total != len(c.First.Items) {
		t.Errorf("total = %d of %d", c.Total, len(c.First.Items))
	}
	return c.First.Items
}

type readAnnotation struct {
	ID, Motivation string
	Body           []struct {
		Purpose, Value string
		What           string `json:"dc:type"`
		Entity         string `json:"dc:identifier"`
	}
	Target targets
}

// targets are one target or several.
type targets []readTarget

type readTarget struct {
	Selector []struct {
		Type, Exact, Prefix, Suffix string
		Start, End                  int
	}
}

func (t *targets) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return json.Unmarshal(b, (*[]readTarget)(t))
	}
	var x readTarget
	err := json.Unmarshal(b, &x)
	*t = targets{x}
	return err
}

func (a readAnnotation) body(what string) string {
	for _, b := range a.Body {
		if b.What == what {
			return b.Value
		}
	}
	return ""
}

func TestStatementAnnotations(t *testing.T) {
	e := said(t)
	all := annotated(t, write(t, "jsonld", e))
	if len(all) != len(e.Statements) {
		t.Fatalf("%d annotations for %d statements", len(all), len(e.Statements))
	}
	for i, a := range all {
		s := e.Statements[i]
		if a.ID != "urn:uuid:"+s.ID.String() || a.Motivation != "classifying" || a.body("actor") != s.Speaker.Name || a.body("dispute") != s.Question.Title ||
			a.body("position") != s.Answer.Answer || a.body("stance") != s.Stance.String() || a.body("attribution") != s.Attribution.String() || a.body("reported_by") != s.Teller.Name {
			t.Errorf("statement %d reads back as %+v", i, a)
		}
		if len(a.Target) != len(s.Anchors) {
			t.Errorf("statement %d has %d targets for %d passages", i, len(a.Target), len(s.Anchors))
		}
		for k, p := range s.Passages() {
			got := a.Target[k].Selector
			quote := got[len(got)-1]
			if quote.Exact != p.Exact || quote.Prefix != p.Prefix || quote.Suffix != p.Suffix {
				t.Errorf("statement %d: quote selector = %+v", i, quote)
			}
			if r := p.Placement.Range; r.Empty() != (len(got) == 1) || !r.Empty() && (got[0].Start != r.Start || got[0].End != r.End) {
				t.Errorf("statement %d: selectors = %+v", i, got)
			}
		}
	}
	if x := all[0].Body[0]; x.Entity != "urn:uuid:"+id(10).String() || x.Purpose != "identifying" {
		t.Errorf("the first body is %+v", x)
	}
}

// FuzzStatementsReadBack writes a statement of any words and wants it back equal, and the text around it
// to be what stands there.
func FuzzStatementsReadBack(f *testing.F) {
	f.Add("It began. ", "one, \"two\"\nthree", " It ended.", "=who, \"x\"", "a note\n\nof \"two\"")
	f.Add("Он сказал: «", "да\u00a0— 🕊️, и точка", "». Потом вышел.", "Россия", "")
	f.Add("Mr. A. said 。", "是", "。然后离开了。", "中国", "*")
	f.Add("\n\n", "- x", "\n\n\n# y", "a\tb", "\u2028")
	f.Fuzz(func(t *testing.T, before, quote, after, who, note string) {
		for _, s := range []string{before, quote, after, who, note} {
			if !utf8.ValidString(s) || strings.Contains(s, "\r") { // which the reader of tables, not the writer, changes
				t.Skip()
			}
		}
		if strings.TrimSpace(quote) != quote || quote == "" {
			t.Skip()
		}
		n := utf8.RuneCountInString(before)
		text := before + quote + after
		v, err := article.NewVersion(text, []article.Block{{Range: article.Range{End: utf8.RuneCountInString(text)}}}, article.Meta{ID: id(1), Article: id(2), Imported: when})
		if err != nil {
			t.Skip()
		}
		r := article.Range{Start: n, End: n + utf8.RuneCountInString(quote)}
		p := debate.Placed{
			Statement:  debate.Statement{ID: id(3), Version: v.ID, Actor: id(4), Stance: debate.Ambivalent, Condition: note, Note: note, Anchors: []anchor.Anchor{anchor.Describe(v, r)}, Created: when, Modified: when},
			Placements: []anchor.Placement{{Range: r, State: anchor.Exact, Score: 1}},
		}
		lib := debate.NewLibrary([]debate.Actor{{ID: id(4), Name: who}}, nil, nil)
		e := export.Entry{Article: article.Article{ID: v.Article, Title: who}, Version: v, Versions: 1, Statements: export.Resolve(lib, []debate.Placed{p})}

		row := rows(t, write(t, "statements-csv", e))[0]
		start, end := strconv.Itoa(r.Start), strconv.Itoa(r.End)
		if row["quote"] != quote || row["start"] != start || row["end"] != end || row["note"] != note || row["condition"] != note || row["article_title"] != who || who != "" && row["actor"] != who {
			t.Errorf("row = %q", row)
		}
		b, a := row["context_before"], row["context_after"]
		if !strings.HasSuffix(before, b) || !strings.HasPrefix(after, a) || utf8.RuneCountInString(b) > anchor.Context || utf8.RuneCountInString(a) > anchor.Context {
			t.Errorf("%q, %q are not around %q in %q", b, a, quote, text)
		}
		x := annotated(t, write(t, "jsonld", e))[0]
		s := x.Target[0].Selector
		if s[0].Start != r.Start || s[0].End != r.End || s[1].Exact != quote || who != "" && x.body("actor") != who || x.body("condition") != note || x.body("stance") != "ambivalent" {
			t.Errorf("annotation = %+v", x)
		}
		write(t, "markdown", e)
	})
}

func FuzzMarkdownKeepsTheQuoteOfAStatement(f *testing.F) {
	for _, s := range []string{"1. *not* a list", "# head", "a_b_c [x](y) <b> `c` $5 & 6 == ^", "«Да\u00a0— нет», 🕊️", "\"a, b\"", "\\[…\\]"} {
		f.Add(s, "Lee_*x*")
	}
	f.Fuzz(func(t *testing.T, s, who string) {
		if !utf8.ValidString(s) || !utf8.ValidString(who) || strings.TrimSpace(s) != s || s == "" || strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 }) {
			t.Skip()
		}
		v := version(t, "Before it. "+s+" After it.")
		lib := debate.NewLibrary([]debate.Actor{{ID: id(4), Name: who}}, nil, nil)
		e := export.Entry{Article: article.Article{ID: v.Article, Title: "x"}, Version: v, Statements: export.Resolve(lib, []debate.Placed{filed(t, v, 3, debate.Statement{Actor: id(4)}, s)})}
		if got := quoted(write(t, "markdown", e)); got != s {
			t.Errorf("quote %q reads back as %q", s, got)
		}
	})
}

func TestLosses(t *testing.T) {
	e := said(t)
	e.Notes = sample(t, "Some words.", "").Notes
	e.Marks = sample(t, "Some words.", "").Marks
	tests := []struct {
		format string
		want   []string
	}{
		{"csv", []string{"1 note on an article has no row in a table of marks", "6 statements have no rows in a table of marks; statements-csv has them"}},
		{"statements-csv", []string{"1 highlight has no row in a table of statements", "1 note on an article has no row in a table of statements", "1 statement has the place of its first passage only"}},
	}
	for _, tt := range tests {
		f, err := export.ByName(tt.format)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range f.Loses(e) {
			got = append(got, l.String())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s loses %q, want %q", tt.format, got, tt.want)
		}
		if f.Lost == "" {
			t.Errorf("%s does not say what it loses", tt.format)
		}
	}
}

func TestResolveWithoutALibrary(t *testing.T) {
	v := version(t, talks)
	s := export.Resolve(nil, []debate.Placed{filed(t, v, 40, debate.Statement{Actor: id(10), ReportedBy: id(11)}, "She left early.")})
	e := export.Entry{Article: article.Article{ID: v.Article, Title: "x"}, Version: v, Statements: s}
	who := article.Handle(article.HandleActor, id(10))
	for _, format := range []string{"markdown", "jsonld", "statements-csv"} {
		if got := write(t, format, e); !strings.Contains(got, who) {
			t.Errorf("%s does not name %s:\n%s", format, who, got)
		}
	}
}

// TestStatementsOfManyArticles sees to it that each row is of its own article.
func TestStatementsOfManyArticles(t *testing.T) {
	f, err := export.ByName("statements-csv")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	err = f.Write(&b, func(yield func(export.Entry, error) bool) {
		for i := range 3 {
			e := said(t)
			e.Article.Title = fmt.Sprint("Number ", i)
			if i == 1 {
				e.Statements = nil
			}
			if !yield(e, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	all := rows(t, b.String())
	if len(all) != 12 || all[0]["article_title"] != "Number 0" || all[6]["article_title"] != "Number 2" {
		t.Errorf("rows = %v", all)
	}
}
