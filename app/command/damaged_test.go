package command_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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
