package app_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
	"parley/app"
)

// A shelfful is what the tests of the table find in a library.
type shelfful struct {
	actors   []debate.Actor
	disputes []debate.Dispute
}

var tableTexts = [...]string{
	"Talks in Bern. The envoy said that they go on. “We are almost done,” she told Mr. Smith. Nobody answered. The war goes on.",
	"Accord in Oslo. The minister refused to sign. “Not one metre,” he said. The room was silent. They meet again in May.",
}

// furnish makes a library with two articles and n statements, which take turns at passages, actors, stances and disputes.
func furnish(t testing.TB, db string, n int) shelfful {
	t.Helper()
	ctx := t.Context()
	lib, err := store.Open(ctx, db, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	id := func() article.ID { return uuid.Must(uuid.NewV7()) }
	now := time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)
	var versions []*article.Version
	for i, text := range tableTexts {
		a := article.Article{ID: id(), Title: text[:strings.Index(text, ".")], Published: fmt.Sprintf("2026-05-0%d", 3-i), Created: now, Modified: now}
		v, err := article.NewVersion(text, []article.Block{{Range: article.Range{End: len([]rune(text))}}}, article.Meta{ID: id(), Article: a.ID, Number: 1, Title: a.Title, Imported: now})
		if err == nil {
			err = lib.AddArticles(ctx, annotations.Draft{Article: a, Version: v, Words: 20, Source: []byte(text)})
		}
		if err != nil {
			t.Fatal(err)
		}
		versions = append(versions, v)
	}
	var s shelfful
	for i, name := range []string{"Zoë Weiß", "Adam", "Moscow"} {
		s.actors = append(s.actors, debate.Actor{ID: id(), Name: name, Side: []string{"North", "South", ""}[i]})
	}
	for _, title := range []string{"Who goes first?", "Who pays?"} {
		d := debate.Dispute{ID: id(), Title: title}
		for _, answer := range []string{"The North", "The South"} {
			d.Positions = append(d.Positions, debate.Position{ID: id(), Dispute: d.ID, Answer: answer})
		}
		s.disputes = append(s.disputes, d)
	}
	var e debate.Edits
	for _, a := range s.actors {
		e.Actors = append(e.Actors, debate.Edit[debate.Actor]{To: debate.Status[debate.Actor]{Is: a}})
	}
	for _, d := range s.disputes {
		e.Disputes = append(e.Disputes, debate.Edit[debate.Dispute]{To: debate.Status[debate.Dispute]{Is: d}})
	}
	words := [...][2]string{{"they go on", "“We are almost done,”"}, {"refused to sign", "“Not one metre,”"}}
	for i := range n {
		v := versions[i%2]
		x := debate.Statement{
			ID: id(), Article: v.Article, Version: v.ID, Actor: s.actors[i%3].ID, Stance: debate.Stance(i % 6), Attribution: debate.Attribution(i % 7),
			Anchors: []anchor.Anchor{anchor.Describe(v, passageIn(t, v, words[i%2][i/2%2]))},
		}
		if i%5 != 0 {
			d := s.disputes[i%2]
			x.Dispute, x.Position = d.ID, d.Positions[i/2%2].ID
		}
		e.Statements = append(e.Statements, debate.Edit[debate.Statement]{To: debate.Status[debate.Statement]{Is: x}})
	}
	if err := lib.Change(ctx, annotations.Edits{}, e, now); err != nil {
		t.Fatal(err)
	}
	return s
}

func passageIn(t testing.TB, v *article.Version, words string) article.Range {
	t.Helper()
	i := strings.Index(v.Text(), words)
	if i < 0 {
		t.Fatalf("no %q", words)
	}
	start := v.Pos(i)
	return article.Range{Start: start, End: start + len([]rune(words))}
}

// openTable opens the table on a library of n statements.
func openTable(t *testing.T, n int) (*stage, shelfful) {
	t.Helper()
	db := filepath.Join(t.TempDir(), "library.db")
	lib := furnish(t, db, n)
	s := openStage(t, db)
	s.until("an article is open", func() bool { return s.Title() != "" })
	s.Act("statement-table")
	s.until("the statements are listed", func() bool { return s.TableSize() == n })
	return s, lib
}

func TestTableSorts(t *testing.T) {
	s, _ := openTable(t, 60)
	column := func(of string) []string {
		var out []string
		for i := range 60 {
			out = append(out, s.TableCell(i, of))
		}
		return out
	}
	before := column("id")
	for _, head := range []string{"Article", "Date", "Actor", "Stance", "Attribution", "Dispute and position", "Quote"} {
		s.TableSort(head)
		up := column(head)
		if !slices.IsSorted(up) {
			t.Errorf("sorted by %s: %q", head, up)
		}
		if !strings.HasSuffix(s.TableHead(head), "↑") {
			t.Errorf("the head of %s says %q", head, s.TableHead(head))
		}
		s.TableSort(head)
		down := column(head)
		slices.Reverse(down)
		if !slices.IsSorted(down) || !strings.HasSuffix(s.TableHead(head), "↓") {
			t.Errorf("reversed by %s: %q, head %q", head, down, s.TableHead(head))
		}
	}
	s.TableSort("Actor")
	s.TableSort("Stance")
	for i := range 59 { // those alike in stance are still in the order of their actors
		if s.TableCell(i, "Stance") == s.TableCell(i+1, "Stance") && s.TableCell(i, "Actor") > s.TableCell(i+1, "Actor") {
			t.Fatalf("rows %d and %d are not in the order of their actors", i, i+1)
		}
	}
	if slices.Equal(before, column("id")) {
		t.Error("nothing was sorted")
	}
}

func TestTableFilters(t *testing.T) {
	s, lib := openTable(t, 60)
	tests := []struct {
		name, words string
		only        map[string][]string
		want        func(r debate.Statement) bool
	}{
		{"words of a quote", "METRE not", nil, func(r debate.Statement) bool { return strings.Contains(r.Anchors[0].Exact, "Not one metre") }},
		{"an actor without accents", "zoe weiss", nil, func(r debate.Statement) bool { return r.Actor == lib.actors[0].ID }},
		{"a position", "the south", nil, func(r debate.Statement) bool {
			return r.Position == lib.disputes[0].Positions[1].ID || r.Position == lib.disputes[1].Positions[1].ID
		}},
		{"a side", "", map[string][]string{"Side": {"South"}}, func(r debate.Statement) bool { return r.Actor == lib.actors[1].ID }},
		{"no side", "", map[string][]string{"Side": {""}}, func(r debate.Statement) bool { return r.Actor == lib.actors[2].ID }},
		{"two stances", "", map[string][]string{"Stance": {"supports", "opposes"}}, func(r debate.Statement) bool {
			return r.Stance == debate.Supports || r.Stance == debate.Opposes
		}},
		{"attribution, actor and dispute", "", map[string][]string{
			"Attribution": {"direct"}, "Actor": {lib.actors[1].ID.String()}, "Dispute": {lib.disputes[1].ID.String()},
		}, func(r debate.Statement) bool {
			return r.Attribution == debate.Direct && r.Actor == lib.actors[1].ID && r.Dispute == lib.disputes[1].ID
		}},
		{"no dispute", "", map[string][]string{"Dispute": {""}}, func(r debate.Statement) bool { return r.Dispute == (article.ID{}) }},
		{"nothing", "no such words", nil, func(debate.Statement) bool { return false }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s.TableFilter(tt.words, tt.only)
			want := 0
			for _, r := range s.TableStatements(false) {
				if tt.want(r) {
					want++
				}
			}
			for _, r := range s.TableStatements(true) {
				if !tt.want(r) {
					t.Errorf("shows %+v", r)
				}
			}
			if got := s.TableSize(); got != want {
				t.Errorf("%d rows, want %d", got, want)
			}
			if got, want := s.TableCount(), fmt.Sprintf("%d of 60", want); got != want {
				t.Errorf("count is %q, want %q", got, want)
			}
		})
	}
	s.TableFilter("", nil)
	if s.TableSize() != 60 || !strings.HasPrefix(s.TableCount(), "60") {
		t.Errorf("%d rows and %q without a filter", s.TableSize(), s.TableCount())
	}
}

func TestTablePicks(t *testing.T) {
	s, _ := openTable(t, 30)
	const ctrl, shift = fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift
	picked := func(what string, want ...int) {
		t.Helper()
		if got := s.TablePicked(); !slices.Equal(got, want) {
			t.Errorf("%s: picked are %v, want %v", what, got, want)
		}
	}
	picked("at first", 0)
	s.TableClick(3, 0)
	picked("a click", 3)
	s.TableClick(5, ctrl)
	s.TableClick(7, ctrl)
	s.TableClick(5, ctrl)
	picked("Ctrl and clicks", 3, 7)
	s.TableClick(9, shift)
	picked("Shift and a click", 5, 6, 7, 8, 9)
	s.TableClick(3, shift)
	picked("Shift and a click on the other side", 3, 4, 5)
	s.TableMove(1, true)
	picked("Shift+Down", 4, 5)
	s.TableMove(-100, false)
	picked("Home", 0)
	s.TableKey(fyne.KeyDown)
	s.TableKey(fyne.KeyDown)
	s.TableKey(fyne.KeyUp)
	picked("arrows", 1)
	s.TableKey(fyne.KeyEnd)
	picked("End", 29)
	s.Act("select-all")
	if n := len(s.TablePicked()); n != 30 {
		t.Errorf("Ctrl+A picks %d of 30", n)
	}
	s.TableFilter("", map[string][]string{"Stance": {"supports"}})
	if n := len(s.TablePicked()); n != s.TableSize() {
		t.Errorf("%d are picked of %d that are shown", n, s.TableSize())
	}
	s.TableFilter("", nil)
	if n := len(s.TablePicked()); n != 5 {
		t.Errorf("%d are picked, but only 5 were seen all the time", n)
	}
}

func TestTableIsVirtual(t *testing.T) {
	s, _ := openTable(t, 10_000)
	first := s.TableBuilt()
	if first == 0 || first > 60 {
		t.Errorf("%d rows were built for the first picture", first)
	}
	s.TableKey(fyne.KeyEnd)
	s.TableMove(-5000, false)
	if n := s.TableBuilt() - first; n > 60 {
		t.Errorf("%d rows were built for two jumps", n)
	}
}

func TestTablePreviewIsWhatIsDone(t *testing.T) {
	s, lib := openTable(t, 30)
	d := lib.disputes[0]
	tests := map[string]map[string]string{
		"stance":              {"Stance": "conditional"},
		"no stance":           {"Stance": "none"},
		"attribution":         {"Attribution": "inferred"},
		"actor":               {"Actor": lib.actors[2].ID.String()},
		"dispute only":        {"Dispute": d.ID.String()},
		"dispute, position":   {"Dispute": d.ID.String(), "Position": d.Positions[1].ID.String()},
		"no dispute":          {"Dispute": "none"},
		"all at once":         {"Stance": "opposes", "Attribution": "direct", "Actor": lib.actors[0].ID.String(), "Dispute": d.ID.String(), "Position": d.Positions[0].ID.String()},
		"back to what it was": {"Stance": "opposes", "Attribution": "keep"},
	}
	for name, fields := range tests {
		t.Run(name, func(t *testing.T) {
			before := s.filedNow()
			s.Act("select-all")
			s.TableKey(fyne.KeyF2)
			if len(s.TablePreview()) != 0 {
				t.Error("a change that changes nothing changes something")
			}
			for _, f := range []string{"Actor", "Stance", "Attribution", "Dispute", "Position"} {
				if key, ok := fields[f]; ok {
					s.TableChoose(f, key)
				}
			}
			want := map[article.ID]debate.Statement{}
			for id, x := range before {
				want[id] = x
			}
			preview := s.TablePreview()
			for _, x := range preview {
				want[x.ID] = x
			}
			if len(preview) == 0 || !strings.Contains(s.TableSum(), fmt.Sprint(len(preview))) {
				t.Fatalf("%d changes, and it says %q", len(preview), s.TableSum())
			}
			s.TableKey(fyne.KeyReturn)
			s.until("the change is made", func() bool { return strings.Contains(s.TableSaid(), "changed") })
			after := s.filedNow()
			for id, x := range want {
				if !after[id].Same(x) {
					t.Fatalf("became %+v, want %+v", after[id], x)
				}
			}
			s.Act("undo")
			s.until("it is undone", func() bool { return sameFiled(s.filedNow(), before) })
			s.until("the table shows it", func() bool { return sameFiled(filedByID(s.TableStatements(false)), before) })
			if s.DeskUndo() != "" {
				t.Errorf("there is more than one step to undo: %s", s.DeskUndo())
			}
		})
	}
}

// filedNow returns what is on disk.
func (s *stage) filedNow() map[article.ID]debate.Statement {
	s.t.Helper()
	all, err := s.DeskStatements(context.WithoutCancel(s.t.Context()))
	if err != nil {
		s.t.Fatal(err)
	}
	return filedByID(all)
}

func filedByID(all []debate.Statement) map[article.ID]debate.Statement {
	out := map[article.ID]debate.Statement{}
	for _, x := range all {
		out[x.ID] = x
	}
	return out
}

func sameFiled(a, b map[article.ID]debate.Statement) bool {
	for id, x := range a {
		if y, ok := b[id]; !ok || !x.Same(y) {
			return false
		}
	}
	return len(a) == len(b)
}

func TestTableDeletesAndUndoes(t *testing.T) {
	s, _ := openTable(t, 20)
	before := s.filedNow()
	s.TableClick(2, 0)
	s.TableClick(6, fyne.KeyModifierShift)
	s.TableKey(fyne.KeyDelete)
	s.until("five are gone", func() bool { return s.TableSize() == 15 })
	s.Act("undo")
	s.until("they are back", func() bool { return s.TableSize() == 20 && sameFiled(s.filedNow(), before) })
	s.Act("redo")
	s.until("they are gone again", func() bool { return s.TableSize() == 15 })
}

func TestTableEscapes(t *testing.T) {
	s, _ := openTable(t, 20)
	s.TableFilter("metre", nil)
	s.Act("select-all")
	s.TableKey(fyne.KeyF2)
	if !s.TableChanging() {
		t.Fatal("F2 opens no preview")
	}
	s.TableKey(fyne.KeyEscape)
	if s.TableChanging() || s.TableSize() == 20 {
		t.Error("Esc leaves not the preview alone")
	}
	s.TableKey(fyne.KeyEscape)
	if s.TableSize() != 20 || !s.SheetOpen() {
		t.Error("Esc leaves not the words of the filter alone")
	}
	s.TableKey(fyne.KeyEscape)
	if s.SheetOpen() {
		t.Error("Esc does not leave the sheet")
	}
}

func TestTableGoesToThePassage(t *testing.T) {
	s, _ := openTable(t, 20)
	open := s.Title()
	at := 0
	for s.TableCell(at, "title") == open {
		at++
	}
	title := s.TableCell(at, "title")
	s.TableClick(at, 0)
	s.until("what is around it is shown", func() bool { return s.TableContext() != "" })
	if c := s.TableContext(); !strings.Contains(c, "["+s.TableCell(at, "quote")+"]") || len(c) < len(s.TableCell(at, "quote"))+20 {
		t.Errorf("around the passage is %q", c)
	}
	s.TableKey(fyne.KeyReturn)
	s.until("its article is open", func() bool { return s.Title() == title })
	if s.SheetOpen() {
		t.Error("the sheet is still open")
	}
	s.Act("statement-table")
	s.until("the table is as it was left", func() bool { return slices.Equal(s.TablePicked(), []int{at}) })
}

func TestTableSaysWhatHasNoPlace(t *testing.T) {
	db := filepath.Join(t.TempDir(), "library.db")
	furnish(t, db, 2)
	lib, err := store.Open(t.Context(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	entries, err := lib.Entries(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries { // the newest version of both has other words
		text := "Nothing of it was ever said."
		v, err := article.NewVersion(text, []article.Block{{Range: article.Range{End: len(text)}}}, article.Meta{
			ID: uuid.Must(uuid.NewV7()), Article: e.Article.ID, Number: 2, Title: e.Article.Title, Imported: time.Now(),
		})
		if err == nil {
			err = lib.AddVersion(t.Context(), annotations.Draft{Article: e.Article, Revision: 1, Version: v, Words: 6, Source: []byte(text + e.Article.Title)})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	lib.Close()
	s := openStage(t, db)
	s.until("an article is open", func() bool { return s.Title() != "" })
	s.Act("statement-table")
	s.until("what was around it is looked for", func() bool { return s.TableSize() == 2 && s.TableContext() != "" })
	if c := s.TableContext(); !strings.Contains(c, s.TableCell(0, "quote")) || !strings.Contains(c, "no place in the newest version") {
		t.Errorf("around a passage that is gone is %q", c)
	}
	before := s.Notices()
	s.TableKey(fyne.KeyReturn)
	s.until("it is said that there is none", func() bool { return s.Notices() > before })
}

func TestTableCopies(t *testing.T) {
	s, _ := openTable(t, 6)
	s.TableClick(0, 0)
	s.TableClick(1, fyne.KeyModifierShift)
	s.Act("copy")
	lines := strings.Split(s.TableClipboard(), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], s.TableCell(0, "quote")) || !strings.Contains(lines[1], s.TableCell(1, "title")) {
		t.Errorf("copied %q", lines)
	}
}

func TestTableFollowsTheLibrary(t *testing.T) {
	s, _ := openTable(t, 20)
	s.TableClick(4, 0)
	id := s.TableCell(4, "id")
	s.DeleteStatement(s.TableStatements(true)[1].ID)
	s.TableChanged()
	s.until("one is gone", func() bool { return s.TableSize() == 19 })
	if got := s.TablePicked(); len(got) != 1 || s.TableCell(got[0], "id") != id {
		t.Errorf("picked are %v", got)
	}
	s.TableKey(fyne.KeyEscape)
	s.TableChanged() // does nothing
}

func TestEmptyTable(t *testing.T) {
	s := openStage(t, filepath.Join(t.TempDir(), "library.db"))
	s.read()
	s.Act("statement-table")
	s.until("it says how to begin", func() bool { return strings.Contains(s.TableEmpty(), "press S") })
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn, fyne.KeyDelete, fyne.KeyF2, fyne.KeyEnd} {
		s.TableKey(k)
	}
	s.Act("select-all")
}

func TestAround(t *testing.T) {
	whole := article.Range{End: len([]rune(tableTexts[0]))}
	v, err := article.NewVersion(tableTexts[0], []article.Block{{Range: whole}}, article.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	first := article.Range{End: len("Talks in Bern.")} // the same text in two blocks
	two, err := article.NewVersion(tableTexts[0], []article.Block{{Range: first}, {Range: article.Range{Start: first.End + 1, End: whole.End}}}, article.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ passage, before, after string }{
		{"almost done", "The envoy said that they go on. “We are ", ",” she told Mr. Smith. Nobody answered. "},
		{"Talks", "", " in Bern. The envoy said that they go on. "},
		{"The war goes on.", "Nobody answered. ", ""},
		{"go on. “We are", "Talks in Bern. The envoy said that they ", " almost done,” she told Mr. Smith. Nobody answered. "},
	}
	for i, tt := range slices.Concat(tests, tests) {
		v := []*article.Version{v, two}[i/len(tests)]
		before, after := app.Around(v, passageIn(t, v, tt.passage))
		if v.Slice(before) != tt.before || v.Slice(after) != tt.after {
			t.Errorf("around %q: %q and %q, want %q and %q", tt.passage, v.Slice(before), v.Slice(after), tt.before, tt.after)
		}
	}
}
