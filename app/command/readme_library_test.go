package command_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/debate"
	"parley/annotations/store"
)

// libraryPromises are those about the library's file and its backups.
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
		{"What was deleted stays in it until the trash is emptied.", []any{deletedWordsGo}},
		{"Then nothing of it is left in the file: no text, mark, note, draft or word of the index, and no name of an actor, dispute or position that nothing else refers to.", []any{
			test("annotations/store.TestEmptyTrashLeavesNothing"), test("annotations/store.TestEmptyTrashOfAnEarlierRelease"), test("annotations/store.TestEmptyTrashKeepsWhatIsUsed"), deletedWordsGo,
		}},
		{"Names of suggestions that you have rejected stay, so that they are not suggested again.", []any{test("app/desk.TestRejectedStaysAway"), rejectedNamesStay}},
		{"Backups keep what they hold, and while another program is reading, deleted words may remain in the library or its log until that program has finished.", []any{deletedWordsGoAfterReading}},
		{"Of exports, the library keeps hashes, not file names.", []any{test("annotations/store.TestEmptyTrashLeavesNothing"), exportNamesAreNotKept}},
		{"The window backs the library up into the folder `backups` beside it: once a day; again after 200 changes, but not within ten minutes of the last backup; and when it is closed, if something has changed and one second is enough.", []any{
			test("annotations/store.TestRoll"), test("annotations/store.TestRollAfterWork"), test("app.TestClosingBacksUp"), closingIsQuick,
		}},
		{"Of each day, only the newest of these backups is kept.", []any{test("annotations/store.TestRollAfterWork")}},
		{"They are kept for the last seven days that have one, and the first of each month for the last twelve months that have one.", []any{test("annotations/store.TestRoll"), daysAreKept}},
		{"Before a new release changes the library's schema, it is backed up, too.", []any{test("annotations/store.TestEarlierSchemas")}},
		{"*File › Backups…* shows what is in each, makes one now, and puts one in the place of the library, which is kept.", []any{test("app.TestBackupsPage"), test("app.TestBackUpBesideTheWindow"), test("app.TestRestoreBesideTheWindow")}},
		{"A backup belongs to a library if its whole name says so and it has the identity of the library; two libraries in one folder never mix up theirs.", []any{test("annotations/store.TestBackupsOfOthers"), test("annotations/store.TestIdentity")}},
		{"A library that was renamed keeps its backups, and one that was copied starts its own.", []any{test("annotations/store.TestIdentity")}},
		{"A library that is damaged, lost, set aside or on a disk that is not connected is never replaced by an empty one: a page says what is wrong and what can be done.", []any{
			test("parley.TestNoEmptyLibrary"), test("parley.TestNoEmptyLibraryTakesThePlace"), test("annotations/store.TestRemains"), test("annotations/store.TestDamaged"), test("app.TestTroublePage"), test("app.TestRestoreOnTheTroublePage"),
		}},
		{"What replaces a damaged library is completed and checked first, and put in its place by renaming it; the damaged file is kept as `library.db.damaged-DATE-TIME`.", []any{
			test("annotations/store.TestSetAsideOnAFaultyDisk"), test("annotations/store.TestRestore"), damagedFileIsKept,
		}},
		{"If anything fails on the way, the library is as it was; if even that fails, the message names the file that holds it.", []any{
			test("annotations/store.TestSetAsideOnAFaultyDisk"), test("app/desk.TestFaultyKeeper"), test("app/desk.TestFaultySetAside"),
		}},
		{"`parley --read-only` opens the window without writing anything.", []any{test("parley.TestWindowArgs"), test("annotations/store.TestReadOnly"), test("annotations/store.TestReadOnlyPlace")}},
		{"A large library of an earlier release is made to fit this one in a window that says how far it is, and can be stopped.", []any{test("annotations/store.TestEarlierSchemas"), test("app.TestRestoreOnTheTroublePage"), migrationStops}},
		{"Several windows may have the library open; one of them, which holds the lock on `library.db-owner`, does what is done in the background.", []any{test("app.TestTwoWindowsSeeEachOther"), test("annotations/store.TestOwn")}},
		{"The articles are analysed in the background, too, those added last first, by the one program that holds the lock on `library.db-analysis`, a window or `parley analyze --all`; the library column says how far it is, and pauses it.", []any{
			test("app.TestTheLibraryIsAnalysedInTheBackground"), test("app.TestOneProgramAnalysesTheLibrary"), test("app/desk.TestTheWholeLibraryIsAnalysed"), test("annotations/store.TestOwnAnalysis"),
		}},
		{"Until it is done, searches for actors and disputes say how many articles are still to come.", []any{test("app.TestTheLibraryIsAnalysedInTheBackground"), test("app/desk.TestARunThatIsInterruptedGoesOn")}},
		{"While the library is open, two files lie beside it: `library.db-wal`, which is part of it and is cut back to 4 MB after long work, and `library.db-shm`.", []any{test("annotations/store.TestLogIsBounded"), logIsPartOfTheLibrary}},
		{"A window in which a note or statement is begun and not saved yet holds the lock on `library.db-draft-ID`, so that no other window offers it; the file goes with the lock.", []any{
			test("app.TestDraftsOfLiveWindows"), test("annotations/store.TestHold"),
		}},
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
		{"parley check # the file, the texts, the quotations, the index; names the damaged articles", []any{
			test("annotations/store.TestCheck"), test("annotations/store.TestCheckDamaged"), test("app/command.TestRepairFromTheSource"), indexIsRepaired,
		}},
		{"parley check --repair # makes again what it can: the index, and texts from the bytes they were imported from", []any{
			test("annotations/store.TestRebuild"), test("app/command.TestRepairFromTheSource"), indexIsRepaired,
		}},
		{"If some articles are damaged, `parley export` names them, writes the others and ends with status 1.", []any{
			test("app/command.TestExportOfADamagedLibrary"), test("app/command.TestDamagedArticlesAreLeftOut"),
		}},
	}
}

// fileHolds reports whether the file of m's library or its log holds a word.
func fileHolds(t *testing.T, m *machine, word string) bool {
	t.Helper()
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(filepath.Join(m.dir, "library.db"+end))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(word)) {
			return true
		}
	}
	return false
}

// discardedWord returns a library whose only article, in the trash, has the word quokkaword.
func discardedWord(t *testing.T) *machine {
	t.Helper()
	m := newMachine(t)
	m.write(t, "secret.txt", "Zanzibarian secrets\n\nThe quokkaword of these talks is known to nobody but the envoys.\n")
	must(t, m, "import", filepath.Join(m.dir, "secret.txt"))
	must(t, m, "trash", "put", "a-")
	return m
}

// deletedWordsGo looks into the file before and after the trash is emptied.
func deletedWordsGo(t *testing.T) {
	m := discardedWord(t)
	if !fileHolds(t, m, "quokkaword") {
		t.Error("what lies in the trash has gone")
	}
	must(t, m, "trash", "empty", "--yes")
	if fileHolds(t, m, "quokkaword") {
		t.Error("a word of what was deleted is still in the file")
	}
}

// rejectedNamesStay rejects a suggestion before the trash is emptied.
func rejectedNamesStay(t *testing.T) {
	m := discardedWord(t)
	s, err := store.Open(t.Context(), filepath.Join(m.dir, "library.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rejected := debate.Edits{Decisions: []debate.DecisionEdit{{To: debate.Decision{Key: "actor:wombatname", Verdict: debate.Rejected}}}}
	if err := errors.Join(s.Change(t.Context(), annotations.Edits{}, rejected, now()), s.Close()); err != nil {
		t.Fatal(err)
	}
	must(t, m, "trash", "empty", "--yes")
	if !fileHolds(t, m, "wombatname") || fileHolds(t, m, "quokkaword") {
		t.Error("the rejected name is gone, or the deleted text is there")
	}
}

// deletedWordsGoAfterReading empties the trash while another program reads, after a backup.
func deletedWordsGoAfterReading(t *testing.T) {
	m := discardedWord(t)
	must(t, m, "backup", filepath.Join(m.dir, "copy.db"))
	db, err := sql.Open("sqlite3", filepath.Join(m.dir, "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	if err := tx.QueryRow(`SELECT count(*) FROM article`).Scan(&n); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	must(t, m, "trash", "empty", "--yes")
	if !fileHolds(t, m, "quokkaword") {
		t.Error("the reader has lost what it was reading")
	}
	if err := errors.Join(tx.Rollback(), db.Close()); err != nil {
		t.Fatal(err)
	}
	if fileHolds(t, m, "quokkaword") {
		t.Error("after the reading, the word is still there")
	}
	if b, err := os.ReadFile(filepath.Join(m.dir, "copy.db")); err != nil || !bytes.Contains(b, []byte("quokkaword")) {
		t.Error("the backup has lost the word", err)
	}
}

// exportNamesAreNotKept exports twice to a file, which is known the second time.
func exportNamesAreNotKept(t *testing.T) {
	m := newMachine(t)
	must(t, m, "import", filepath.Join(m.dir, "talks.md"))
	for range 2 {
		must(t, m, "export", "--format", "csv", "--out", filepath.Join(m.dir, "quokkaword.csv"))
	}
	if fileHolds(t, m, "quokkaword") {
		t.Error("the library holds the name of an export")
	}
}

// closingIsQuick closes a window over a library of more than can be copied in a second.
func closingIsQuick(t *testing.T) {
	m := newMachine(t)
	must(t, m, "import", filepath.Join(m.dir, "one.txt"))
	path := filepath.Join(m.dir, "library.db")
	k := store.Keeper{Now: now}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 1<<30); err != nil {
		t.Fatal(err)
	}
	if made, err := k.RollLast(t.Context(), path); made || err != nil {
		t.Errorf("a gigabyte: %t, %v", made, err)
	}
	if err := os.Truncate(path, info.Size()); err != nil {
		t.Fatal(err)
	}
	if made, err := k.RollLast(t.Context(), path); !made || err != nil {
		t.Errorf("a small library: %t, %v", made, err)
	}
}

// daysAreKept makes a backup on the first two days of each month of a year and more, and on the last ten days, and looks which are left.
func daysAreKept(t *testing.T) {
	m := newMachine(t)
	must(t, m, "import", filepath.Join(m.dir, "one.txt"))
	path := filepath.Join(m.dir, "library.db")
	day := time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC)
	k := store.Keeper{Now: func() time.Time { return day }}
	last := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	for ; !day.After(last); day = day.AddDate(0, 0, 1) {
		if day.Day() > 2 && day.Before(last.AddDate(0, 0, -9)) {
			continue
		}
		if made, err := k.Roll(t.Context(), path); !made || err != nil {
			t.Fatal(made, err)
		}
	}
	var want []string
	for d := last; len(want) < 7; d = d.AddDate(0, 0, -1) {
		want = append(want, d.Format("library-2006-01-02.db"))
	}
	for n := range 11 { // the first of May is among the seven
		want = append(want, time.Date(2026, time.Month(4-n), 1, 0, 0, 0, 0, time.UTC).Format("library-2006-01-02.db"))
	}
	all, err := k.Backups(t.Context(), path)
	for i, name := range all {
		all[i] = filepath.Base(name)
	}
	if err != nil || !slices.Equal(all, want) {
		t.Errorf("%v are left, %v, want %v", all, err, want)
	}
}

// damagedFileIsKept puts a backup in the place of a damaged library.
func damagedFileIsKept(t *testing.T) {
	m := newMachine(t)
	must(t, m, "import", filepath.Join(m.dir, "one.txt"))
	must(t, m, "backup", filepath.Join(m.dir, "copy.db"))
	path := filepath.Join(m.dir, "library.db")
	damaged := bytes.Repeat([]byte("damaged "), 1000)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(b, damaged)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, m, "restore", "--yes", filepath.Join(m.dir, "copy.db"))
	kept, err := filepath.Glob(path + ".damaged-????????-??????")
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	if is, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(is, b) {
		t.Errorf("the damaged file is not kept as it was: %v", err)
	}
	if out := must(t, m, "list"); strings.Count(out, "\n") != 1 {
		t.Errorf("the library has %q", out)
	}
}

// logIsPartOfTheLibrary looks at the files while a program has the library open, and after that.
func logIsPartOfTheLibrary(t *testing.T) {
	m := newMachine(t)
	must(t, m, "import", filepath.Join(m.dir, "talks.md"))
	path := filepath.Join(m.dir, "library.db")
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const words = "stays as it is here"
	must(t, m, "import", filepath.Join(m.dir, "one.txt"))
	has := func(end string) bool {
		b, err := os.ReadFile(path + end)
		return err == nil && bytes.Contains(b, []byte(words))
	}
	_, err = os.Stat(path + "-shm")
	if has("") || !has("-wal") || err != nil {
		t.Errorf("what was written last is in the library: %t, in its log: %t; %v", has(""), has("-wal"), err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); !has("") || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after it is closed, the words are in the library: %t; the log: %v", has(""), err)
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
	spoil(t, path, `DROP TABLE sighting; DROP TABLE sighted; DROP TABLE looked; DROP TABLE analysis;
		CREATE TABLE analysis (version TEXT PRIMARY KEY REFERENCES version (id), engine TEXT NOT NULL, json BLOB NOT NULL);
		CREATE TABLE sighting (version TEXT NOT NULL REFERENCES version (id), key TEXT NOT NULL, article TEXT NOT NULL REFERENCES article (id),
			PRIMARY KEY (version, key)) WITHOUT ROWID`, `DROP INDEX entry_doc_article`, `DROP TABLE library`, `DROP TABLE draft`, `ALTER TABLE decision DROP COLUMN signs`, `PRAGMA user_version = 6`)
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
