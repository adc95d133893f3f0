package command_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/annotations/store"
)

// promises are the sentences of README.md, in their order, and what proves each.
func promises() []promise {
	return slices.Concat(libraryPromises(), formatPromises(), searchPromises())
}

func libraryPromises() []promise {
	return []promise{
		{"In `parley/library.db` in your data folder: `~/.local/share/parley/library.db` on Linux unless `XDG_DATA_HOME` says otherwise.", []any{test("parley.TestDefaultDB")}},
		{"`--db PATH` names another file, for the window and for every command.", []any{test("parley.TestWindowArgs"), script(`
			$ --db other.db import one.txt
			$ --db other.db list
			= 1
			$ list
			= 0`)}},
		{"Nobody but you can read it.", []any{test("annotations/store.TestOnlyItsOwnerMayRead")}},
		{"What was deleted stays in it until the trash is emptied; its words may be left in the index until `parley check --repair`, and in backups as long as these are kept.", []any{test("app/desk.TestEmptiedTrash"), deletedWordsGo}},
		{"The window backs the library up once a day, into the folder `backups` beside it; the last seven days and the first backup of each of the last twelve months are kept.", []any{test("annotations/store.TestRoll")}},
		{"Before a new release changes the library's schema, it is backed up, too.", []any{test("annotations/store.TestEarlierSchemas")}},
		{"*File › Backups…* shows what is in each, makes one now, and puts one in the place of the library, which is kept.", []any{test("app.TestBackupsPage"), test("app.TestBackUpBesideTheWindow"), test("app.TestRestoreBesideTheWindow")}},
		{"A library that is damaged, lost or on a disk that is not connected is never replaced by an empty one: a page says what is wrong and what can be done.", []any{test("parley.TestNoEmptyLibrary"), test("annotations/store.TestDamaged"), test("app.TestTroublePage"), test("app.TestRestoreOnTheTroublePage")}},
		{"`parley --read-only` opens the window without writing anything.", []any{test("parley.TestWindowArgs"), test("annotations/store.TestReadOnly"), test("annotations/store.TestReadOnlyPlace")}},
		{"A large library of an earlier release is made to fit this one in a window that says how far it is, and can be stopped.", []any{test("annotations/store.TestEarlierSchemas"), test("app.TestRestoreOnTheTroublePage"), migrationStops}},
		{"Several windows may have the library open; one of them, which holds the lock on `library.db-owner`, does what is done in the background.", []any{test("app.TestTwoWindowsSeeEachOther"), test("annotations/store.TestOwn")}},
		{"parley backup copy.db # whole and checked, while the library is in use", []any{test("annotations/store.TestBackupWhileWritten"), script(`
			$ import one.txt
			$ backup copy.db
			> 1 article
			$ --db copy.db check
			$ --db copy.db show a-
			> First words`)}},
		{"parley restore # lists the backups; with a file: what is in it; with --yes: puts it in the library's place", []any{test("annotations/store.TestRestore"), script(`
			$ import one.txt
			$ backup copy.db
			$ import talks.md
			$ restore copy.db
			> 1 article,
			> nothing was changed
			$ list
			= 2
			$ restore --yes copy.db
			$ list
			= 1
			$ restore
			> 2 articles`)}},
		{"parley check --repair # the file, the texts, the quotations, the index; makes anew what is derived, in a new # file if need be: the damaged one is kept", []any{
			test("annotations/store.TestCheck"), test("annotations/store.TestCheckDamaged"), test("annotations/store.TestRebuild"), indexIsRepaired,
		}},
	}
}

func formatPromises() []promise {
	return []promise{
		{"Parley reads web pages (from an address, a file, or saved as MHTML), EPUB 2 and 3, PDF with text, Word documents (DOCX), Markdown and plain text in UTF-8, UTF-16, Windows-1251, Windows-1252 and GB18030, up to 64 MB; a web address up to 20 MB.", []any{
			test("annotations/source.TestPages"), test("annotations/source.TestFetchThenRead"), test("annotations/source.TestMHTML"), test("annotations/source.TestEPUB"), test("annotations/source.TestPDF"), test("annotations/source.TestDOCX"),
			test("annotations/source.TestEncodings"), test("annotations/source.TestFetch"), tooLargeIsRefused,
		}},
		{"What a file is, it tells by its content.", []any{test("annotations/source.TestMarkdownWithoutAName"), script(`
			+ page.txt <!DOCTYPE html><html><head><title>A page</title></head><body><article><h1>A page</h1><p>Two towns have argued about the ferry for many years, and nobody knows why.</p></article></body></html>
			$ import page.txt
			$ list
			> A page
			$ show a-
			! <p>`)}},
		{"Of a web page it takes the article, with author, outlet, date and address; no script runs, no picture is loaded, and what was fetched once is fetched again only if it has changed.", []any{
			test("annotations/source.TestPages"), test("annotations/source.TestPageMeta"), test("annotations/source.TestFetch"), test("app/desk.TestWebPageComesAgain"),
		}},
		{"A folder is all readable files in it.", []any{test("annotations/source.TestFiles")}},
		{"`annotations/source/FIGURES.md` says how well each is read.", []any{exists("../../annotations/source/FIGURES.md")}},
		{"A file or page that has changed becomes a new version of its article.", []any{test("app/desk.TestWebPageComesAgain"), script(changedFile + `
			> new version
			$ list
			= 1`)}},
		{"All versions are kept.", []any{test("annotations/store.TestVersionKeepsAll"), script(changedFile + `
			$ show --version 1 a-
			> a hearing is planned
			$ show a-
			> a vote is planned`)}},
		{"Marks and statements are carried over by the difference of the two texts; what is not sure is put up for review, what is gone is listed with its quotation, and nothing is guessed (`annotations/anchor/FIGURES.md`).", []any{
			test("annotations/anchor.TestEdits"), test("app/desk.TestMarksOnANewVersion"), test("app/desk.TestReview"), test("app/desk.TestStatementsFollowTheText"), exists("../../annotations/anchor/FIGURES.md"),
		}},
		{"It writes Markdown (one file an article, with properties, quotations, notes, statements by dispute and position, and block ids), W3C Web Annotation as JSON-LD, a CSV table of marks (`csv`) and one of statements (`statements-csv`): who says what about which dispute, the words around the quotation, and a number for the stance (1 supports, 0.5 conditional, 0 ambivalent or declines, -1 opposes, empty unknown).", []any{
			test("annotations/export.TestMarkdown"), test("annotations/export.TestStatementsGolden"), test("annotations/export.TestStatementAnnotations"), test("annotations/export.TestStatementColumns"), stanceNumbers, script(filedStatement + `
			$ export --format markdown
			> title: "Talks resume"
			> really close
			> Is the deal close?
			> It is close
			> Ann Lee
			$ export --format jsonld
			> "TextQuoteSelector"
			$ export --format csv
			> really close
			$ export --format statements-csv
			> Is the deal close?`),
		}},
		{"Offsets are code points, the end exclusive; where a statement has several passages, they are those of the first, and the quotations stand side by side with “ … ” between them.", []any{
			test("annotations/source.TestPlainTextKeepsItsOffsets"), test("annotations/export.TestStatementRows"), script(`
			+ a.txt Ünïcödé 谈判 talks.\n\nThe end of it is near.
			$ import a.txt
			$ highlight --article a- --exact talks
			> _11_16_talks
			$ highlight --article a- --start 8 --end 10
			> _8_10_谈判`),
		}},
		{"A file that you have edited since the last export is not written over without asking.", []any{test("annotations/export.TestWriteFile"), script(`
			$ import talks.md
			$ export --format markdown --out talks-export.md
			$ export --format markdown --out talks-export.md
			+ talks-export.md mine
			1 export --format markdown --out talks-export.md
			> say --yes
			$ export --format markdown --out talks-export.md --yes`)}},
		{"`parley formats` says what each format loses.", []any{test("annotations/export.TestLosses"), script(`
			$ formats
			> csv
			> loses`)}},
	}
}

func searchPromises() []promise {
	return []promise{
		{"Words are found whatever their case and accents; all that are typed must be there.", []any{script(searched + `
			$ search 'elodie STRASSE'
			= 1
			> bridge
			$ search 'elodie hearing'
			= 0`)}},
		{"`\"two words\"` is a phrase, `begin*` all words that begin so; `-word`, `-\"two words\"` and `-begin*` must not be there, beside words and beside filters alone: `outlet:post -truce`.", []any{test("app/desk.TestSearchFilters"), test("app/desk.TestSearchLaw"), script(searched + `
			$ search --in text '"a hearing is"'
			= 1
			$ search --in text '"hearing a is"'
			= 0
			$ search --in text 'hear*'
			= 1
			$ search --in text 'ferry -hearing'
			= 1
			> bridge
			$ search --in text 'ferry -"hearing is"'
			= 1
			$ search --in text 'ferry -hear*'
			= 1
			$ search 'outlet:post -truce'
			= 1
			> ferry
			$ search 'outlet:post -"hearing is"'
			= 0
			$ search 'outlet:post -hear*'
			= 0`)}},
		{"`tag:` and `colour:` ask for highlights, `outlet:`, `after:2026-05` (from then on) and `before:2027` for articles, `actor:` and `dispute:` for statements and for the articles that show them; `in:highlights,notes` looks only there (what is written on a highlight belongs to it), `in:\"peace talks\"` only in that collection.", []any{test("app/desk.TestSearchFilters"), test("app/desk.TestSearchLaw"), script(searched + `
			$ search tag:money
			= 1
			> highlight
			$ search colour:pink
			= 1
			$ search outlet:post
			= 1
			> article
			$ search after:2026-03-05
			= 1
			$ search after:2026-03-06
			= 0
			$ search before:2026
			= 1
			$ search actor:kell
			= 2
			> statement
			> article
			$ search 'dispute:"who pays"'
			= 2
			$ search 'in:highlights,notes why'
			= 1
			> highlight
			$ collection add 'peace talks' a-5hyxyx1z
			$ search --in text 'in:"peace talks" ferry'
			= 1
			> The ferry
			$ search --in text ferry
			= 2`)}},
		{"What has a space in it stands in quotation marks.", []any{script(searched + `
			$ search 'tag:"key quote"'
			= 1
			$ search 'tag:key quote'
			= 0`)}},
		{"A tag is asked for whole: `tag:a-b`, `tag:a/b` and `tag:\"a b\"` are three tags, and only case, accents and the shape of dashes and quotation marks do not matter.", []any{test("annotations/store.TestTagsOfSchema6"), test("app/desk.TestSearchFilters"), script(searched + `
			$ highlight --article a-5hyxyx1z --exact hearing --tag a-b
			$ highlight --article a-5hyxyx1z --exact planned --tag a/b
			$ highlight --article a-5hyxyx1z --exact May --tag 'a b'
			$ search --limit 9 tag:a-b
			= 1
			> hearing
			$ search tag:A–B
			= 1
			> hearing
			$ search tag:a/b
			= 1
			> planned
			$ search 'tag:"a b"'
			= 1
			> May
			$ search tag:a
			= 0`)}},
		{"The plus sign keeps a search for later.", []any{test("app.TestSearchWindow")}},
		{"Chinese, Japanese and other scripts without spaces are found by any signs that follow each other.", []any{test("app/desk.TestSearch"), script(`
			+ a.txt 谈判\n\n俄罗斯总统普京说，谈判将在日内瓦举行。会議は東京で開かれる。
			$ import a.txt
			$ search 统普
			= 1
			$ search 東京で
			= 1
			$ search 京普
			= 0`)}},
		{"No text that is typed is an error; what means nothing is named.", []any{test("app/desk.FuzzSearch"), test("app/desk.TestSearchUnknown"), script(searched + `
			$ search 'before:soon ferry'
			> before:soon
			$ search '" OR NOT ( NEAR/2 * :'`)}},
		{"*Same Passage Elsewhere*, in the menu of a selected or marked passage, finds the other articles in which it stands, word for word or nearly.", []any{test("app/desk.TestElsewhere")}},
		{"Where other articles tell the open one in nearly the same words, *Same story* stands above the text: it lists them, and compares them word by word.", []any{test("app/desk.TestStories"), test("app.TestStories")}},
	}
}

// What scripts begin with.
const (
	changedFile = `
			+ ferry.txt The ferry talks\n\nTwo towns have argued about the ferry for years, and a hearing is planned for May.
			$ import ferry.txt
			+ ferry.txt The ferry talks\n\nTwo towns have argued about the ferry for years, and a vote is planned for May.
			$ import ferry.txt`
	filedStatement = `
			$ import talks.md
			$ highlight --article a- --exact 'really close' --note 'Whose words?'
			$ file --article a- --exact 'really close' --actor 'Ann Lee' --dispute 'Is the deal close?' --position 'It is close' --stance supports --attribution direct`
	searched = `
			+ bridge.md ---\ntitle: A bridge\noutlet: Nordlicht Zeitung\ndate: 2025-11-20\n---\n\nThe province prefers a bridge to the ferry. Élodie Straße wrote the report.
			+ ferry.md ---\ntitle: The ferry\noutlet: The Lorn Post\ndate: 2026-03-05\n---\n\nTwo towns argue about the ferry. A hearing is planned for May.
			$ import bridge.md
			$ trash put a-
			$ import ferry.md
			$ highlight --article a- --exact towns --note 'And why?' --tag money --tag 'key quote' --colour pink
			$ file --article a- --exact 'Two towns' --actor 'Anna Kell' --dispute 'Who pays?'
			$ trash restore a-`
)

func exists(path string) func(*testing.T) {
	return func(t *testing.T) {
		if info, err := os.Stat(path); err != nil || info.Size() < 1000 {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// must runs a command that must succeed.
func must(t *testing.T, m *machine, args ...string) string {
	t.Helper()
	out, errs, status := m.run(t, args, "")
	if status != 0 {
		t.Fatalf("parley %q ends with %d: %s%s", args, status, out, errs)
	}
	return out
}

// deletedWordsGo looks into the library's file itself.
func deletedWordsGo(t *testing.T) {
	m := newMachine(t)
	m.write(t, "secret.txt", "Zanzibarian secrets\n\nThe quokkaword of these talks is known to nobody but the envoys.\n")
	must(t, m, "import", filepath.Join(m.dir, "secret.txt"))
	holds := func() bool {
		for _, end := range []string{"", "-wal"} {
			b, err := os.ReadFile(filepath.Join(m.dir, "library.db"+end))
			if err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
			if bytes.Contains(b, []byte("quokkaword")) {
				return true
			}
		}
		return false
	}
	must(t, m, "trash", "put", "a-")
	if !holds() {
		t.Error("what lies in the trash has gone")
	}
	must(t, m, "trash", "empty", "--yes")
	must(t, m, "check", "--repair")
	if holds() {
		t.Error("a word of what was deleted is still in the file")
	}
}

// indexIsRepaired has the index lose a text.
func indexIsRepaired(t *testing.T) {
	m := newMachine(t)
	must(t, m, "import", filepath.Join(m.dir, "one.txt"))
	spoil(t, filepath.Join(m.dir, "library.db"), `DELETE FROM text_live`)
	if out := must(t, m, "search", "paragraph"); out != "" {
		t.Fatalf("the search finds %q", out)
	}
	if _, errs, status := m.run(t, []string{"check"}, ""); status != 1 || !strings.Contains(errs, "--repair") {
		t.Errorf("check ends with %d: %s", status, errs)
	}
	must(t, m, "check", "--repair")
	if out := must(t, m, "search", "paragraph"); strings.Count(out, "\n") != 1 {
		t.Errorf("after the repair, the search finds %q", out)
	}
}

// migrationStops gives the change of a library's schema up: it stays as it was, and is changed the next time.
func migrationStops(t *testing.T) {
	m := newMachine(t)
	must(t, m, "import", filepath.Join(m.dir, "one.txt"))
	path := filepath.Join(m.dir, "library.db")
	spoil(t, path, `DROP TABLE library`, `DROP TABLE draft`, `ALTER TABLE decision DROP COLUMN signs`, `PRAGMA user_version = 6`)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	now := func() (x store.Options) {
		x.Now = m.options().Now
		return x
	}()
	now.Progress = func(string, float64) { stop() }
	if s, err := store.Open(ctx, path, now); err == nil {
		s.Close()
		t.Fatal("it was not stopped")
	}
	now.Progress = nil
	s, err := store.Open(t.Context(), path, now)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if out := must(t, m, "list"); strings.Count(out, "\n") != 1 {
		t.Errorf("the library has %q", out)
	}
}

// tooLargeIsRefused imports a file of a byte more than 64 MB.
func tooLargeIsRefused(t *testing.T) {
	m := newMachine(t)
	path := filepath.Join(m.dir, "one.txt")
	if err := os.Truncate(path, 64<<20+1); err != nil {
		t.Fatal(err)
	}
	if _, errs, status := m.run(t, []string{"import", path}, ""); status != 1 || !strings.Contains(errs, "64 MB") {
		t.Errorf("import ends with %d: %s", status, errs)
	}
}

// stanceNumbers files a statement of every stance.
func stanceNumbers(t *testing.T) {
	m := newMachine(t)
	must(t, m, "import", filepath.Join(m.dir, "talks.md"))
	want := map[string]string{"supports": "1", "conditional": "0.5", "ambivalent": "0", "declines": "0", "opposes": "-1", "": ""}
	for stance := range want {
		args := []string{"file", "--article", "a-", "--exact", "really close", "--actor", "Actor of " + stance}
		if stance != "" {
			args = append(args, "--stance", stance)
		}
		must(t, m, args...)
	}
	lines := strings.Split(strings.TrimSpace(must(t, m, "export", "--format", "statements-csv")), "\n")
	head := strings.Split(strings.TrimSpace(lines[0]), ",")
	at, value := slices.Index(head, "stance"), slices.Index(head, "stance_value")
	if at < 0 || value < 0 || len(lines) != len(want)+1 {
		t.Fatalf("the table has the columns %q and %d rows", head, len(lines)-1)
	}
	for _, line := range lines[1:] {
		row := strings.Split(line, ",")
		if n, ok := want[row[at]]; !ok || row[value] != n {
			t.Errorf("the stance %q has the number %q, want %q", row[at], row[value], n)
		}
	}
}
