package store

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestFewEntriesAreFoundByTheirArticles holds that a filter of articles is not asked of every entry: SQLite goes from the articles that it leaves
// to their entries by an index.
func TestFewEntriesAreFoundByTheirArticles(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "library.db"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rows, err := s.readers.QueryContext(t.Context(), `EXPLAIN QUERY PLAN SELECT e.docid FROM text_live i CROSS JOIN text_doc d ON d.docid = i.docid
		CROSS JOIN entry_doc e ON e.article = d.article WHERE e.kind IN (2) AND instr(i.outlet, ' x ') > 0`)
	if err != nil {
		t.Fatal(err)
	}
	var plan strings.Builder
	if err := each(rows, func(row scanner) error {
		var a, b, c any
		var what string
		err := row.Scan(&a, &b, &c, &what)
		fmt.Fprintln(&plan, what)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(plan.String(), "entry_doc_article") {
		t.Errorf("the plan is\n%s", plan.String())
	}
}
