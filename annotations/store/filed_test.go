package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/store"
)

func is[T any](x T) debate.Status[T] { return debate.Status[T]{Is: x} }

func gone[T any](x T) debate.Status[T] { return debate.Status[T]{Is: x, Gone: true} }

func made[T any](x T) debate.Edit[T] { return debate.Edit[T]{To: is(x)} }

func edit[T any](from, to T) debate.Edit[T] { return debate.Edit[T]{From: is(from), To: is(to)} }

func fileIn(s *store.Store, t testing.TB, e debate.Edits) error {
	t.Helper()
	return s.Change(t.Context(), annotations.Edits{}, e, noon)
}

// A filedCase is what was filed on an article.
type filedCase struct {
	v         *article.Version
	actor     debate.Actor
	dispute   debate.Dispute
	statement debate.Statement
	decision  debate.Decision
}

func filedOn(v *article.Version) filedCase {
	f := filedCase{
		v:       v,
		actor:   debate.Actor{ID: newID(), Name: "Anna Berg", Kind: debate.Person, Role: "envoy", Side: "north", Aliases: []debate.Alias{{Name: "Berg", Form: debate.ByAlias}, {Name: "Anna B.", Form: debate.ByName}}},
		dispute: debate.Dispute{ID: newID(), Title: "Who?"},
	}
	f.dispute.Positions = []debate.Position{{ID: newID(), Dispute: f.dispute.ID, Answer: "One"}, {ID: newID(), Dispute: f.dispute.ID, Answer: "Two"}}
	f.statement = debate.Statement{
		ID: newID(), Article: v.Article, Version: v.ID, Actor: f.actor.ID, Dispute: f.dispute.ID, Position: f.dispute.Positions[1].ID, Stance: debate.Conditional, Attribution: debate.Partial,
		Anchors:   []anchor.Anchor{anchor.Describe(v, article.Range{Start: 7, End: 10}), anchor.Describe(v, article.Range{Start: 0, End: 5})},
		Addressee: "all", Condition: "rain", SaidOn: "2026-05", ReportedBy: f.actor.ID, Note: "Hm.",
	}
	f.decision = debate.Decision{Key: debate.ActorKey("Anna Berg"), Verdict: debate.Confirmed, Target: f.actor.ID}
	return f
}

func (f filedCase) edits() debate.Edits {
	return debate.Edits{
		Actors: []debate.Edit[debate.Actor]{made(f.actor)}, Disputes: []debate.Edit[debate.Dispute]{made(f.dispute)},
		Statements: []debate.Edit[debate.Statement]{made(f.statement)}, Decisions: []debate.DecisionEdit{{To: f.decision}},
	}
}

// stands reports where the library differs from what f says; want is how many of each there are.
func (f filedCase) stands(t testing.TB, s *store.Store, want int) {
	t.Helper()
	lib, err := s.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.Statements(t.Context(), f.v.Article)
	if err != nil {
		t.Fatal(err)
	}
	if len(lib.Actors) != want || len(lib.Disputes) != want || len(all) != want {
		t.Fatalf("%d actors, %d disputes, %d statements, want %d of each", len(lib.Actors), len(lib.Disputes), len(all), want)
	}
	if want == 0 {
		return
	}
	if !lib.Actors[0].Same(f.actor) || !lib.Disputes[0].Same(f.dispute) || !all[0].Same(f.statement) || !lib.Decision(f.decision.Key).Same(f.decision) {
		t.Errorf("got %+v\n%+v\n%+v\n%+v\nwant %+v", lib.Actors[0], lib.Disputes[0], all[0], lib.Decision(f.decision.Key), f)
	}
}

func furnished(t testing.TB) (*store.Store, filedCase) {
	t.Helper()
	s := fresh(t)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	f := filedOn(v)
	if err := fileIn(s, t, f.edits()); err != nil {
		t.Fatal(err)
	}
	return s, f
}

func TestFiledComesBack(t *testing.T) {
	s, f := furnished(t)
	f.stands(t, s, 1)
	lib, err := s.Library(t.Context())
	if a := lib.Actors[0]; err != nil || !a.Created.Equal(noon) || !a.Modified.Equal(noon) || a.Revision != 1 || lib.Disputes[0].Positions[1].Revision != 1 {
		t.Errorf("%+v, %v", a, err)
	}
	for _, id := range []article.ID{f.actor.ID, f.dispute.ID} {
		if about, err := s.StatementsAbout(t.Context(), id); err != nil || len(about) != 1 || !about[0].Same(f.statement) {
			t.Errorf("about %s: %v, %v", id, about, err)
		}
	}
	if _, err := s.StatementStates(t.Context(), []article.ID{f.statement.ID, newID()}); !errors.Is(err, annotations.ErrNotFound) {
		t.Errorf("one that was never there: %v", err)
	}
	var asked []annotations.QueryEntity
	for _, id := range []article.ID{f.actor.ID, f.dispute.ID, newID()} {
		asked = append(asked, annotations.QueryEntity{IDs: []article.ID{id}})
	}
	if n, err := s.CountArticles(t.Context(), newID(), asked); err != nil || !slices.Equal(n, []int{2, 2, 1}) {
		t.Errorf("CountArticles = %v, %v, want 2, 2 and 1", n, err)
	}
}

// TestFiledTombstones deletes all and brings it back, as undo does.
func TestFiledTombstones(t *testing.T) {
	s, f := furnished(t)
	back := f.edits().Reversed()
	if err := fileIn(s, t, back); err != nil {
		t.Fatal(err)
	}
	f.stands(t, s, 0)
	if x, err := s.StatementStates(t.Context(), []article.ID{f.statement.ID}); err != nil || !x[0].Gone || !x[0].Is.Same(f.statement) {
		t.Errorf("the tombstone is %+v, %v", x, err)
	}
	if taken, err := s.Taken(t.Context(), article.HandleActor, f.actor.ID); err != nil || !taken {
		t.Errorf("its handle is free: %v", err)
	}
	if err := fileIn(s, t, back); !errors.Is(err, annotations.ErrChanged) {
		t.Errorf("deleted twice: %v", err)
	}
	if err := fileIn(s, t, back.Reversed()); err != nil {
		t.Fatal(err)
	}
	f.stands(t, s, 1)

	// Positions are tombstones, too, and come back in their places.
	less := f.dispute
	less.Positions = f.dispute.Positions[1:]
	if err := fileIn(s, t, debate.Edits{Disputes: []debate.Edit[debate.Dispute]{edit(f.dispute, less)}}); err != nil {
		t.Fatal(err)
	}
	if err := fileIn(s, t, debate.Edits{Disputes: []debate.Edit[debate.Dispute]{edit(less, f.dispute)}}); err != nil {
		t.Fatal(err)
	}
	f.stands(t, s, 1)
}

func TestFiledAllOrNothing(t *testing.T) {
	s, f := furnished(t)
	ctx := t.Context()
	seq, err := s.LastChange(ctx)
	if err != nil {
		t.Fatal(err)
	}
	a, d, q := f.actor, f.dispute, f.statement
	a.Name, d.Title, q.Note = "Renamed", "Renamed?", "Rewritten."
	right := debate.Edits{
		Actors: []debate.Edit[debate.Actor]{edit(f.actor, a), made(debate.Actor{ID: newID(), Name: "New"})}, Disputes: []debate.Edit[debate.Dispute]{edit(f.dispute, d)},
		Statements: []debate.Edit[debate.Statement]{edit(f.statement, q)}, Decisions: []debate.DecisionEdit{{To: debate.Decision{Key: "k", Verdict: debate.Rejected}}},
	}
	staleA, staleD, staleQ := f.actor, f.dispute, f.statement
	staleA.Aliases, staleD.Positions, staleQ.Anchors = f.actor.Aliases[:1], f.dispute.Positions[:1], f.statement.Anchors[:1]
	orphan := f.statement
	orphan.ID, orphan.Actor = newID(), newID()
	cross, bodiless := f.statement, f.statement
	cross.ID, cross.Dispute, cross.Position = newID(), article.ID{}, f.dispute.Positions[0].ID
	bodiless.ID, bodiless.Anchors = newID(), []anchor.Anchor{{}}
	without := f.dispute
	without.Positions = f.dispute.Positions[:1]
	for name, tt := range map[string]struct {
		bad  debate.Edits
		want error
	}{
		"stale actor":         {debate.Edits{Actors: []debate.Edit[debate.Actor]{edit(staleA, a)}}, annotations.ErrChanged},
		"stale dispute":       {debate.Edits{Disputes: []debate.Edit[debate.Dispute]{edit(staleD, d)}}, annotations.ErrChanged},
		"stale statement":     {debate.Edits{Statements: []debate.Edit[debate.Statement]{edit(staleQ, q)}}, annotations.ErrChanged},
		"stale decision":      {debate.Edits{Decisions: []debate.DecisionEdit{{To: f.decision}}}, annotations.ErrChanged},
		"no decision":         {debate.Edits{Decisions: []debate.DecisionEdit{{From: debate.Decision{Key: "x", Verdict: debate.Rejected}, To: debate.Decision{Key: "x"}}}}, annotations.ErrChanged},
		"never there":         {debate.Edits{Actors: []debate.Edit[debate.Actor]{edit(debate.Actor{ID: orphan.Actor}, debate.Actor{ID: orphan.Actor})}}, annotations.ErrChanged},
		"made twice":          {debate.Edits{Actors: []debate.Edit[debate.Actor]{made(f.actor)}}, nil},
		"by nobody":           {debate.Edits{Statements: []debate.Edit[debate.Statement]{made(orphan)}}, nil},
		"no passage":          {debate.Edits{Statements: []debate.Edit[debate.Statement]{made(bodiless)}}, nil},
		"an answer elsewhere": {debate.Edits{Statements: []debate.Edit[debate.Statement]{made(cross)}}, annotations.ErrChanged},
		"actor in use":        {debate.Edits{Actors: []debate.Edit[debate.Actor]{{From: is(f.actor), To: gone(f.actor)}}}, annotations.ErrChanged},
		"dispute in use":      {debate.Edits{Disputes: []debate.Edit[debate.Dispute]{{From: is(f.dispute), To: gone(f.dispute)}}}, annotations.ErrChanged},
		"position in use":     {debate.Edits{Disputes: []debate.Edit[debate.Dispute]{edit(f.dispute, without)}}, annotations.ErrChanged},
	} {
		for _, both := range []bool{false, true} {
			e := tt.bad
			if both && len(e.Actors) == 0 {
				e.Actors = right.Actors
			}
			if both && len(e.Disputes) == 0 {
				e.Disputes = right.Disputes
			}
			if both && len(e.Statements) == 0 {
				e.Statements = right.Statements
			}
			e.Decisions = append(e.Decisions, right.Decisions...)
			mark := annotations.Edits{Highlights: []annotations.HighlightEdit{draft(f.v, article.Range{Start: 7, End: 10})}}
			err := s.Change(ctx, mark, e, noon)
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("%s: got %v, want %v", name, err, tt.want)
			}
			f.stands(t, s, 1)
			hs, _, err := s.Marks(ctx, f.v.Article)
			if now, _ := s.LastChange(ctx); err != nil || len(hs) > 0 || now != seq {
				t.Errorf("%s: something was kept: %v, %v, change %d, want %d", name, hs, err, now, seq)
			}
		}
	}
	if err := fileIn(s, t, right); err != nil {
		t.Errorf("what is right: %v", err)
	}
}

// TestEarlierSchemas opens libraries of every earlier schema, with things in them.
func TestEarlierSchemas(t *testing.T) {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(v, article.Range{Start: 7, End: 10})}})
	f := filedOn(v)
	if err := errors.Join(fileIn(s, t, f.edits()), s.KeepAnalyses(t.Context(), "e", found(v, "{}")), s.SetSetting(t.Context(), "k", "v", noon), s.Close()); err != nil {
		t.Fatal(err)
	}
	sqlite(t, path, `PRAGMA wal_checkpoint(TRUNCATE)`)
	for k := 1; k < len(files); k++ {
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			old := older(t, path, files[:k])
			if _, err := store.Open(t.Context(), old, store.Options{Patience: 1}); !errors.Is(err, annotations.ErrOlder) {
				t.Errorf("without patience: %v", err)
			}
			if _, err := store.Open(t.Context(), old, store.Options{ReadOnly: true}); !errors.Is(err, annotations.ErrReadOnly) {
				t.Errorf("for reading only: %v", err)
			}
			made := map[string]bool{}
			s, err := store.Open(t.Context(), old, store.Options{Now: func() time.Time { return noon }, Progress: func(what string, share float64) {
				if share < 0 || share > 1 {
					t.Errorf("%s: %v", what, share)
				}
				made[what] = true
			}})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if !made["copying the library"] {
				t.Errorf("what was done was %v", made)
			}
			saved := filepath.Join(filepath.Dir(old), "backups", fmt.Sprintf("old-2026-05-03-schema-%d.db", k))
			if l, err := keeper.Look(t.Context(), saved); err != nil || l.Schema != k || l.Highlights != 1 || (l.ID != "") != (k >= 7) {
				t.Errorf("before it was changed it was backed up as %+v, %v", l, err)
			}
			migrated(t, s, v, f, k)
			var has int
			raw(t, old, `PRAGMA user_version`, &has)
			if has != len(files) {
				t.Errorf("schema %d", has)
			}
			whole(t, old)
			l, err := keeper.Look(t.Context(), old)
			if err != nil || len(l.ID) != 32 {
				t.Errorf("its identity is %q, %v", l.ID, err)
			}
			if all, err := keeper.Backups(t.Context(), old); err != nil || !slices.Equal(all, []string{saved}) {
				t.Errorf("its backups are %q, %v", all, err)
			}
			if r, err := keeper.Restore(t.Context(), saved, old); err != nil || r.Schema != len(files) || r.ID != l.ID || r.Highlights != 1 {
				t.Errorf("the backup restored: %+v, %v, want the identity %s", r, err, l.ID)
			}
			f.stands(t, s, 1) // in a store that was open meanwhile
		})
	}
}

// toSchema8 turns the tables of the newest schema into those of schema 8, without analyses.
const toSchema8 = `DROP TABLE sighting; DROP TABLE sighted; DROP TABLE looked; DROP TABLE analysis;
	CREATE TABLE analysis (version TEXT PRIMARY KEY REFERENCES version (id), engine TEXT NOT NULL, json BLOB NOT NULL);
	CREATE TABLE sighting (version TEXT NOT NULL REFERENCES version (id), key TEXT NOT NULL, article TEXT NOT NULL REFERENCES article (id),
		PRIMARY KEY (version, key)) WITHOUT ROWID;
	CREATE INDEX sighting_key ON sighting (key, article); PRAGMA user_version = 8`

// toSchema7 turns them into those of schema 7.
const toSchema7 = toSchema8 + `; DROP INDEX entry_doc_article; PRAGMA user_version = 7`

// toSchema6 turns them into those of schema 6.
const toSchema6 = toSchema7 + `; DROP TABLE draft; DROP TABLE library; ALTER TABLE decision DROP COLUMN signs; PRAGMA user_version = 6`

// older returns a library of the schema that some migrations make, with what one of the newest schema holds.
func older(t *testing.T, path string, migrations []string) string {
	t.Helper()
	old := filepath.Join(t.TempDir(), "old.db")
	if k := len(migrations); k >= 6 { // the index is as it is now, and is not made again
		write(t, old, read(t, path))
		sqlite(t, old, map[int]string{6: toSchema6, 7: toSchema7, 8: toSchema8}[k], `INSERT INTO analysis (version, engine, json) SELECT id, 'e', '{}' FROM version`)
		return old
	}
	for _, name := range migrations {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sqlite(t, old, string(b))
	}
	q := []string{`ATTACH '` + path + `' AS new`}
	tables := []string{"article", "version", "version_text", "version_source", "highlight", "actor", "alias", "dispute", "position", "statement", "statement_passage", "decision", "setting", "change"}
	for _, table := range tables {
		var columns string
		raw(t, old, `SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('`+table+`') ORDER BY cid)`, &columns)
		columns = strings.ReplaceAll(columns, ",", `","`)
		q = append(q, `INSERT INTO main.`+table+` ("`+columns+`") SELECT "`+columns+`" FROM new.`+table)
	}
	var id int
	raw(t, path, `PRAGMA application_id`, &id)
	q = append(q, `INSERT INTO analysis (version, engine, json) SELECT id, 'e', '{}' FROM version`)
	sqlite(t, old, append(q, `DETACH new`, fmt.Sprintf(`PRAGMA user_version = %d`, len(migrations)), fmt.Sprintf(`PRAGMA application_id = %d`, id))...)
	return old
}

// migrated looks whether a library that was of schema k has all that it had, and can be written.
func migrated(t *testing.T, s *store.Store, v *article.Version, f filedCase, k int) {
	t.Helper()
	f.stands(t, s, 1)
	hs, _, err := s.Marks(t.Context(), v.Article)
	if err != nil || len(hs) != 1 {
		t.Errorf("marks are %v, %v", hs, err)
	}
	if m, err := s.Settings(t.Context()); err != nil || m["k"] != "v" {
		t.Errorf("settings are %v, %v", m, err)
	}
	if got, n, err := s.Version(t.Context(), v.Article, 0); err != nil || n != 1 || got.Text() != v.Text() {
		t.Errorf("the text is %v, %v", got, err)
	}
	if b, err := s.Analysis(t.Context(), v.ID, "e"); err != nil || k < 9 && b != nil {
		t.Errorf("an analysis that is kept as before schema 9 is there: %s, %v", b, err)
	}
	if err := s.KeepAnalyses(t.Context(), "e", found(v, "{}", "actor:a")); err != nil {
		t.Error(err)
	}
	if lib, err := s.Library(t.Context()); err != nil || lib.Decision(f.decision.Key).Signless != (k < 7) {
		t.Errorf("the key of an older release's decision is taken for one with signs: %v", err)
	}
	a := f.actor
	a.Name = "Renamed"
	if err := fileIn(s, t, debate.Edits{Actors: []debate.Edit[debate.Actor]{edit(f.actor, a)}}); err != nil {
		t.Error(err)
	}
	for word, want := range map[string]int{"words": 1, "renamed": 1, "nothing": 0} { // what was there before is found, too
		found, err := s.Search(t.Context(), annotations.Query{All: [][]article.SearchWord{article.SearchWords(word)}, Kinds: []annotations.HitKind{annotations.HitText, annotations.HitActor}}, 10)
		if err != nil || len(found.Best) != want {
			t.Errorf("search for %q: %+v, %v, want %d", word, found, err, want)
		}
	}
}

// TestTagsOfSchema6 opens a library in whose index several tags have one term.
func TestTagsOfSchema6(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	_, v := addArticle(t, s, "Title\n\nThe words of the article.\n")
	ids := map[string]article.ID{}
	for i, tag := range []string{"a-b", "a b", "a/b", "plain"} {
		d := draft(v, article.Range{Start: 7 + i, End: 12 + i})
		d.To.Tags, ids[tag] = []string{tag}, d.To.ID
		change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{d}})
	}
	s.Close()
	sqlite(t, path, `UPDATE entry_index SET terms = replace(replace(replace(terms, '¶ta¶2db', '¶ta·b'), '¶ta¶20b', '¶ta·b'), '¶ta¶2fb', '¶ta·b')`,
		toSchema6)
	var n int
	if raw(t, path, `SELECT count(*) FROM entry_index WHERE entry_index MATCH '"¶ta·b"'`, &n); n != 3 {
		t.Fatalf("%d marks have the term of all three", n)
	}
	s = open(t, path)
	for tag, id := range ids {
		found, err := s.Search(t.Context(), annotations.Query{Tags: []string{tag}}, 10)
		if err != nil || len(found.Best) != 1 || found.Best[0].ID != id {
			t.Errorf("search for the tag %q: %+v, %v", tag, found, err)
		}
	}
	s.Close()
	if r, err := keeper.Check(t.Context(), path, false); err != nil || !r.Sound() {
		t.Errorf("Check = %+v, %v", r, err)
	}
}

// raw asks a file one thing.
func raw(t testing.TB, path, q string, to any) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(q).Scan(to); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkLibrary(b *testing.B) {
	s := fresh(b)
	_, v := addArticle(b, s, "Title\n\nThe words of the article.\n")
	var e debate.Edits
	for i := range 2000 {
		f := filedOn(v)
		f.actor.Name = fmt.Sprint("Anna Berg ", i)
		e.Actors = append(e.Actors, made(f.actor))
		if i < 300 {
			e.Disputes = append(e.Disputes, made(f.dispute))
		}
	}
	for i := range 5000 {
		e.Decisions = append(e.Decisions, debate.DecisionEdit{To: debate.Decision{Key: fmt.Sprint("actor:", i), Verdict: debate.Confirmed, Target: e.Actors[i%2000].To.Is.ID}})
	}
	if err := s.Change(b.Context(), annotations.Edits{}, e, time.Now()); err != nil {
		b.Fatal(err)
	}
	read := func(b *testing.B) {
		if _, err := s.Library(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("same", func(b *testing.B) {
		for b.Loop() {
			read(b)
		}
	})
	b.Run("changed", func(b *testing.B) {
		a := e.Actors[0].To.Is
		for i := 0; b.Loop(); i++ {
			was := a
			a.Role = fmt.Sprint(i)
			if err := fileIn(s, b, debate.Edits{Actors: []debate.Edit[debate.Actor]{edit(was, a)}}); err != nil {
				b.Fatal(err)
			}
			read(b)
		}
	})
}

// TestLibraryIsRemembered reads the library again only when something in it has changed, by whomever.
func TestLibraryIsRemembered(t *testing.T) {
	s, f := furnished(t)
	other := open(t, s.Path())
	read := func() *debate.Library {
		t.Helper()
		l, err := s.Library(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	l := read()
	change(t, s, annotations.Edits{Highlights: []annotations.HighlightEdit{draft(f.v, article.Range{Start: 7, End: 10})}})
	if read() != l {
		t.Error("it is read anew for a mark")
	}
	a := f.actor
	a.Name = "Theirs"
	if err := fileIn(other, t, debate.Edits{Actors: []debate.Edit[debate.Actor]{edit(f.actor, a)}}); err != nil {
		t.Fatal(err)
	}
	if got := read(); got.Actors[0].Name != "Theirs" || l.Actors[0].Name != "Anna Berg" {
		t.Errorf("another renamed it: %s, %s", got.Actors[0].Name, l.Actors[0].Name)
	}
	if read().Decision(f.decision.Key).Signless {
		t.Error("the key of a new decision is taken for one without signs")
	}
	if err := fileIn(s, t, debate.Edits{Decisions: []debate.DecisionEdit{{From: f.decision, To: debate.Decision{Key: f.decision.Key}}}}); err != nil {
		t.Fatal(err)
	}
	if got := read().Decision(f.decision.Key); got.Verdict != debate.Undecided {
		t.Errorf("the decision is %v", got)
	}
}
