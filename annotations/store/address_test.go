package store_test

import (
	"database/sql"
	"encoding/json"
	"path/filepath"
	"testing"

	"parley/annotations/article"
	"parley/annotations/store"
)

// TestPasswordsOfEarlierReleases opens a library of schema 6 that holds addresses with a user and a password: they are gone, and all else stays.
func TestPasswordsOfEarlierReleases(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	addresses := []string{
		"https://me:secret@example.org/a", "https://me@example.org", "https://me:se@cret@example.org:8080/x@y?z=@", "https://example.org/@me", "https://example.org?to=me@example.org",
		"https://example.org#a@b", "ftp://me:secret@example.org/", "", "mailto:me@example.org", "https://example.org/a",
	}
	var ids, versions []article.ID
	for range addresses {
		a, v := addArticle(t, s, "Title\n\nThe words.\n")
		ids, versions = append(ids, a.ID), append(versions, v.ID)
	}
	s.Close()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	do := func(q string, args ...any) {
		t.Helper()
		if _, err := db.Exec(q, args...); err != nil {
			t.Fatal(q, err)
		}
	}
	for i, x := range addresses {
		said, err := json.Marshal(map[string]string{"byline": "A. Writer, \"me@home\"", "url": x})
		if err != nil {
			t.Fatal(err)
		}
		do(`UPDATE article SET url = ? WHERE id = ?`, x, ids[i])
		do(`UPDATE version SET url = ?, said = ? WHERE id = ?`, x, string(said), versions[i])
	}
	do(`UPDATE version SET said = '' WHERE id = ?`, versions[9])
	do(toSchema6)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i, x := range addresses {
		want := article.PublicAddress(x)
		a, err := s.Article(t.Context(), ids[i])
		if err != nil || a.URL != want {
			t.Errorf("%q is now %q, %v, want %q", x, a.URL, err, want)
		}
		all, err := s.Versions(t.Context(), ids[i])
		if err != nil || all[0].Origin.URL != want {
			t.Errorf("%q was fetched from %q, %v, want %q", x, all[0].Origin.URL, err, want)
		}
		said, known, err := s.Said(t.Context(), versions[i])
		if err != nil || known != (i != 9) || known && (said.URL != want || said.Byline != "A. Writer, \"me@home\"") {
			t.Errorf("%q: the source says %+v, %v, %v", x, said, known, err)
		}
	}
}
