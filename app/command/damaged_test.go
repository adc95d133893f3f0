package command_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations/article"
	"parley/annotations/source"
)

// remake reads the bytes that a version was imported from again, as main does.
func remake(ctx context.Context, m article.Meta, b []byte) (*article.Version, error) {
	d, err := source.Read(ctx, source.Input{Path: m.Origin.Path, Bytes: b, ContentType: m.Origin.MediaType})
	return d.Version, err
}

// spoil runs statements on a library, as a program that knows nothing of it might.
func spoil(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range statements {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
}

// TestExportOfADamagedLibrary damages what belongs to one of six articles: the other five go out in every format, the sixth is
// named, and the status is 1.
func TestExportOfADamagedLibrary(t *testing.T) {
	for _, harm := range []string{
		`UPDATE version_text SET blocks = x'ff' WHERE version = (SELECT id FROM version WHERE title = 'Article 3')`,
		`UPDATE version_text SET text = CAST(x'ff' AS TEXT) || substr(text, 2) WHERE version = (SELECT id FROM version WHERE title = 'Article 3')`,
		`DELETE FROM version_text WHERE version = (SELECT id FROM version WHERE title = 'Article 3')`,
		`UPDATE highlight SET style = 9 WHERE exact = 'words number 3'`,
		`UPDATE highlight SET tags = 'x' WHERE exact = 'words number 3'`,
		`UPDATE article SET tags = 'x' WHERE title = 'Article 3'`,
		`UPDATE article SET created = 'x' WHERE title = 'Article 3'`,
		`UPDATE version SET number = 'x' WHERE title = 'Article 3'`,
	} {
		m := newMachine(t)
		db := filepath.Join(m.dir, "library.db")
		for i := range 6 {
			m.write(t, fmt.Sprint(i, ".md"), fmt.Sprintf("# Article %d\n\nIt has the words number %d and no others, which is enough for anybody.\n", i, i))
			if _, errs, status := m.run(t, []string{"import", filepath.Join(m.dir, fmt.Sprint(i, ".md"))}, ""); status != 0 {
				t.Fatal(errs)
			}
			out, _, _ := m.run(t, []string{"list"}, "")
			handle, _, _ := strings.Cut(out, "\t")
			if _, errs, status := m.run(t, []string{"highlight", "--article", handle, "--exact", fmt.Sprintf("words number %d", i)}, ""); status != 0 {
				t.Fatal(out, errs)
			}
		}
		spoil(t, db, `PRAGMA foreign_keys = OFF`, harm)
		for _, format := range []string{"csv", "jsonld", "markdown"} {
			for _, to := range []string{"", "out"} {
				if to == "" && format == "markdown" {
					continue // one article only
				}
				args := []string{"export", "--format", format}
				if to != "" {
					to = filepath.Join(m.dir, to+"-"+format)
					args = append(args, "--out", to)
				}
				out, errs, status := m.run(t, args, "")
				if to != "" {
					out = ""
					names, _ := filepath.Glob(to + "*")
					more, _ := filepath.Glob(filepath.Join(to, "*"))
					for _, name := range append(names, more...) {
						b, _ := os.ReadFile(name)
						out += string(b)
					}
				}
				for i := range 6 {
					if has := strings.Contains(out, fmt.Sprintf("words number %d", i)); has != (i != 3) {
						t.Errorf("%s\n%v: article %d is in it: %t", harm, args, i, has)
					}
				}
				if status != 1 || !strings.Contains(errs, "a-") && !strings.Contains(errs, "Article 3") && !strings.Contains(errs, "h-") || strings.Contains(errs, "sql") {
					t.Errorf("%s\n%v = %d %q, want the article named and the status 1", harm, args, status, errs)
				}
			}
		}
	}
}

// TestRepairFromTheSource damages texts, as rows and as pages of the file: check names the articles, and check --repair makes the texts again
// from the bytes that they were imported from, unless those are damaged, too.
func TestRepairFromTheSource(t *testing.T) {
	const third = `(SELECT id FROM version WHERE title = 'Article 3')`
	for _, x := range []struct {
		name, harm string
		page       bool // a page of the third text is written over
		made       bool
	}{
		{"blocks", `UPDATE version_text SET blocks = x'ff' WHERE version = ` + third, false, true},
		{"other words", `UPDATE version_text SET text = replace(text, 'words', 'lies!') WHERE version = ` + third, false, true},
		{"no text", `DELETE FROM version_text WHERE version = ` + third, false, true},
		{"a page", `SELECT 1`, true, true},
		{"the source, too", `UPDATE version_text SET blocks = x'ff' WHERE version = ` + third + `; UPDATE version_source SET bytes = x'ff' WHERE version = ` + third, false, false},
		{"another source", `UPDATE version_text SET blocks = x'ff' WHERE version = ` + third + `; UPDATE version_source SET codec = 'plain', bytes = 'Other words.' WHERE version = ` + third, false, false},
		{"a page, and the source, too", `UPDATE version_source SET bytes = x'ff' WHERE version = ` + third, true, false},
	} {
		m := newMachine(t)
		db := filepath.Join(m.dir, "library.db")
		for i := range 6 {
			m.write(t, fmt.Sprint(i, ".md"), fmt.Sprintf("# Article %d\n\nIt has the words number %d.\n\n%s\n", i, i, strings.Repeat(fmt.Sprintf("All of article %d. ", i), 1500)))
			if _, errs, status := m.run(t, []string{"import", filepath.Join(m.dir, fmt.Sprint(i, ".md"))}, ""); status != 0 {
				t.Fatal(errs)
			}
		}
		before, _, _ := m.run(t, []string{"export", "--format", "jsonld"}, "")
		all, _, _ := m.run(t, []string{"list"}, "")
		handle := ""
		for line := range strings.Lines(all) {
			if strings.Contains(line, "Article 3") {
				handle, _, _ = strings.Cut(line, "\t")
			}
		}
		spoil(t, db, `PRAGMA foreign_keys = OFF`, x.harm, `PRAGMA wal_checkpoint(TRUNCATE)`)
		if x.page {
			b, err := os.ReadFile(db)
			if err != nil {
				t.Fatal(err)
			}
			at := bytes.Index(b, []byte(strings.Repeat("All of article 3. ", 50)))
			page := at/4096*4096 + 4096 // it goes on there, after the number of the next page
			copy(b[page:], bytes.Repeat([]byte{0xff}, 16))
			if err := os.WriteFile(db, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		out, errs, status := m.run(t, []string{"check"}, "")
		if status != 1 || !strings.Contains(out, handle) || strings.Count(out, "a-") != strings.Count(out, handle) {
			t.Errorf("%s: check = %d %q %q, want %s named", x.name, status, out, errs, handle)
		}
		was, _ := os.ReadFile(db)
		out, errs, status = m.run(t, []string{"check", "--repair"}, "")
		if !x.made {
			if now, _ := os.ReadFile(db); status != 1 || !bytes.Equal(was, now) {
				t.Errorf("%s: check --repair = %d %q %q, and it changed: %t", x.name, status, out, errs, !bytes.Equal(was, now))
			}
			continue
		}
		if status != 0 || !strings.Contains(errs, "1 text was made again") || x.page != strings.Contains(errs, "is kept as library.db.damaged-") {
			t.Errorf("%s: check --repair = %d %q %q", x.name, status, out, errs)
		}
		if after, errs, status := m.run(t, []string{"export", "--format", "jsonld"}, ""); after != before || status != 0 {
			t.Errorf("%s: after the repair it is another: %q", x.name, errs)
		}
	}
}
