package command_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// promises are the sentences of README.md, in their order, and what proves each.
func promises() []promise {
	return slices.Concat(libraryPromises(), formatPromises(), searchPromises())
}

func formatPromises() []promise {
	return []promise{
		{"Parley reads web pages (from an address, a file, or saved as MHTML), EPUB 2 and 3, PDF with text, Word documents (DOCX), Markdown and plain text in UTF-8, UTF-16, Windows-1251, KOI8-R, KOI8-U, Windows-1252 and GB18030, up to 64 MB; a web address up to 20 MB.", []any{
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
		{"A folder stands for all readable files in it, except links that lead out of it.", []any{test("annotations/source.TestFiles"), test("app.TestNamingAFolder")}},
		{"A file whose ending Parley does not know is judged by its first bytes, and what is left out is counted.", []any{test("annotations/source.TestFolderByContent"), test("app/command.TestImportFolder")}},
		{"What would become more than 64 MB of text or 500,000 paragraphs, or takes more than 17 seconds of computing to read (4 if it is under 1 MB), is refused as too much.", []any{
			test("annotations/source.TestHostileFiles"), test("annotations/source.TestPatience"), tooManyParagraphs,
		}},
		{"A user and password in an address are used only to fetch the page and are kept nowhere; a redirect from the open network into your own, or from https to http, is not followed.", []any{
			test("app/desk.TestSecretsAreNotKept"), test("annotations/source.TestSecretsGoToTheirServerOnly"), test("annotations/source.TestRedirectsInside"), test("annotations/source.TestDowngrade"),
		}},
		{"`annotations/source/FIGURES.md` says how well each is read.", []any{exists("../../annotations/source/FIGURES.md")}},
		{"A changed file or page becomes a new version of its article: always if it was fetched again from the same address; if it only has the same path, or gives the same address for itself (a canonical address, an EPUB identifier, a `url:` property), when at least half of the runs of four words in the shorter text are also in the other.", []any{
			test("app/desk.TestIdentity"), test("app/desk.TestWebPageComesAgain"), script(changedFile + `
			> new version
			$ list
			= 1`),
		}},
		{"Otherwise it becomes an article of its own, and Parley says so.", []any{test("app/desk.TestIdentity"), script(`
			$ import talks.md other.md
			> names the same address, but less than half of the words are the same: it is kept as an article of its own
			$ list
			= 2`)}},
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
		{"A damaged article is named and left out.", []any{test("app/command.TestDamagedArticlesAreLeftOut"), test("app.TestExportNamesWhatIsDamaged")}},
		{"Only web addresses become links.", []any{test("annotations/export.TestLinksLeadToTheWeb"), script(`
			+ a.md ---\nurl: file:///etc/passwd\n---\n# A title\n\nThe deal is really close.
			$ import a.md
			$ highlight --article a- --exact 'really close'
			$ export --format markdown
			! ](
			+ a.md ---\nurl: https://example.org/a\n---\n# A title\n\nThe deal is really close.
			$ import a.md
			$ export --format markdown
			> [source](https://example.org/a`)}},
		{"Both tables are exact, character for character.", []any{test("annotations/export.FuzzCSVAndJSONLDReadBack"), test("annotations/export.FuzzStatementsReadBack"), script(calculated + `
			$ export --format csv
			> ,=1+1,
			! ,'=1+1,`)}},
		{"For a spreadsheet, `--spreadsheet` (in the window a tick, on at first) writes a byte-order mark before them, and an apostrophe before every cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return, with or without apostrophes before it, so that nothing is calculated; columns of numbers stay numbers.", []any{
			test("annotations/export.TestSheet"), test("app.TestExportSheet"), script(calculated + `
			$ export --format csv --spreadsheet
			> ` + "\ufeff" + `highlight
			> ,'=1+1,
			$ export --format statements-csv --spreadsheet
			> ,opposes,-1,`),
		}},
		{"To undo this, take one apostrophe away wherever a cell begins with apostrophes followed by one of these signs.", []any{test("annotations/export.FuzzSheetIsUndone")}},
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
	calculated = `
			$ import talks.md
			$ highlight --article a- --exact 'really close' --note '=1+1'
			$ file --article a- --exact 'really close' --actor 'Ann Lee' --stance opposes`
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

// tooManyParagraphs imports a text of a paragraph more than 500,000.
func tooManyParagraphs(t *testing.T) {
	m := newMachine(t)
	m.write(t, "many.txt", strings.Repeat("a\n\n", 500_001))
	path := filepath.Join(m.dir, "many.txt")
	if _, errs, status := m.run(t, []string{"import", path}, ""); status != 1 || !strings.Contains(errs, "there is too much in it to be read") {
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
