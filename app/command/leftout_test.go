package command_test

import (
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/annotations/article"
)

// harm runs statements on a library as a failing disk would, and returns the handles of its articles, the first made first.
func harm(t *testing.T, path string, statements map[int]string) []string {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT id FROM article ORDER BY created, id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var ids []article.ID
	for rows.Next() {
		var id article.ID
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	for i, s := range statements {
		if _, err := db.Exec(s, ids[i]); err != nil {
			t.Fatal(err)
		}
	}
	var handles []string
	for _, id := range ids {
		handles = append(handles, article.Handle(article.HandleArticle, id))
	}
	return handles
}

// TestDamagedArticlesAreLeftOut exports a library of which a few articles are damaged: all others are written, and those are named.
func TestDamagedArticlesAreLeftOut(t *testing.T) {
	m := newMachine(t)
	db := filepath.Join(m.dir, "library.db")
	const n = 300
	makeLibrary(t, db, n, 2)
	handles := harm(t, db, map[int]string{
		7:   `UPDATE highlight SET style = 99 WHERE article = ?`,
		140: `UPDATE version_text SET blocks = x'00' WHERE version = (SELECT id FROM version WHERE article = ?)`,
		141: `DELETE FROM version WHERE article = ?`,
		299: `UPDATE highlight SET tags = 'none' WHERE article = ?`,
	})
	for _, tt := range []struct {
		format string
		left   []int
	}{
		{"csv", []int{7, 140, 141, 299}},
		{"jsonld", []int{7, 140, 141, 299}},
		{"markdown", []int{7, 140, 141, 299}},
	} {
		path := filepath.Join(m.dir, "out-"+tt.format)
		out, errs, status := m.run(t, []string{"export", "--format", tt.format, "--out", path}, "")
		if status != 1 {
			t.Errorf("%s: status %d", tt.format, status)
		}
		said := slices.DeleteFunc(strings.Split(strings.TrimSpace(errs), "\n"), func(l string) bool { return strings.HasPrefix(l, "parley: note: ") })
		var named []string
		for k, i := range tt.left {
			named = append(named, handles[i])
			if len(said) != len(tt.left)+1 || !strings.Contains(said[k], handles[i]) {
				t.Errorf("%s: %s is named in %q", tt.format, handles[i], said)
			}
		}
		if want := fmt.Sprintf("parley: %d of %d articles were left out", len(tt.left), n); said[len(said)-1] != want {
			t.Errorf("%s: %q, want %q", tt.format, said[len(said)-1], want)
		}
		has := map[string]bool{}
		switch tt.format {
		case "csv":
			b, err := os.ReadFile(path)
			all, err2 := csv.NewReader(strings.NewReader(string(b))).ReadAll()
			if err != nil || err2 != nil || len(all) != 1+2*(n-len(tt.left)) {
				t.Errorf("csv: %d rows, %v, %v", len(all), err, err2)
			}
			for _, r := range all {
				has[r[1]] = true
			}
		case "jsonld":
			b, err := os.ReadFile(path)
			var c struct{ Total int }
			if err != nil || json.Unmarshal(b, &c) != nil || c.Total != 2*(n-len(tt.left)) {
				t.Errorf("jsonld: %d annotations, %v", c.Total, err)
			}
		case "markdown":
			all, err := os.ReadDir(path)
			if err != nil || len(all) != n-len(tt.left) || strings.Count(out, "\n") != len(all) {
				t.Errorf("markdown: %d files, %d printed, %v", len(all), strings.Count(out, "\n"), err)
			}
			for _, f := range all {
				name := strings.TrimSuffix(f.Name(), ".md")
				has[name[strings.LastIndexByte(name, ' ')+1:]] = true
			}
		}
		for _, h := range named {
			if has[h] {
				t.Errorf("%s: %s is there", tt.format, h)
			}
		}
	}
	if _, errs, status := m.run(t, []string{"statements"}, ""); status != 1 || strings.Count(errs, "\n") != 1 {
		t.Errorf("statements: %d, %q", status, errs) // of the one whose version is missing
	}
	if _, errs, status := m.run(t, []string{"export", "--format", "csv", "--article", handles[7], "--article", handles[8]}, ""); status != 1 || !strings.Contains(errs, handles[7]) {
		t.Errorf("of two that are named: %d, %q", status, errs)
	}
}
