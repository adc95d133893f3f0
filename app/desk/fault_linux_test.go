package desk_test

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/store"
	"parley/app/desk"
)

// The environment of a program whose calls on files go wrong: see testdata/fault.c.
const (
	faultEnv  = "PARLEY_FAULT"
	faultsIn  = "PARLEY_FAULT_IN"
	faultsAll = "PARLEY_FAULTS" // "all": everything at every call; otherwise some of it
)

// A fault is what goes wrong.
type fault struct {
	name  string
	kind  int32
	stays bool // from then on, everything
}

// What goes wrong, as testdata/fault.c calls it.
const (
	noSpace    = 1
	writeError = 2
	shortWrite = 3
	syncError  = 4
	readError  = 5
)

// faults is read only.
var faults = []fault{
	{"no space", noSpace, false},
	{"no space from then on", noSpace, true},
	{"write error", writeError, false},
	{"write error from then on", writeError, true},
	{"short write", shortWrite, false},
	{"sync error", syncError, false},
	{"sync error from then on", syncError, true},
	{"read error", readError, false},
}

// A disk is where what goes wrong is written for testdata/fault.c.
type disk []byte

func newDisk(t *testing.T) disk {
	t.Helper()
	f, err := os.OpenFile(os.Getenv(faultEnv), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := syscall.Mmap(int(f.Fd()), 0, 20, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (d disk) set(i int, n int32) { binary.NativeEndian.PutUint32(d[4*i:], uint32(n)) }
func (d disk) get(i int) int      { return int(int32(binary.NativeEndian.Uint32(d[4*i:]))) }

// during runs act while the call after good ones goes wrong, and reports how many did.
func (d disk) during(f fault, good int, act func() error) (wrong int, err error) {
	d.set(0, 0)
	stays := int32(0)
	if f.stays {
		stays = 1
	}
	d.set(1, int32(good))
	d.set(2, stays)
	d.set(3, 0)
	d.set(4, 0)
	d.set(0, f.kind)
	err = act()
	d.set(0, 0)
	return d.get(3), err
}

func all() bool { return os.Getenv(faultsAll) == "all" }

// next returns at which call something goes wrong after good ones: at each of the first, then at ever fewer.
func next(good int) int {
	if all() {
		return good + 1
	}
	return good + 1 + good*good/12
}

// TestFaults runs TestFaulty in a program whose calls on files go wrong when it says so.
func TestFaults(t *testing.T) {
	if os.Getenv(faultEnv) != "" {
		t.Skip("is running")
	}
	dir := t.TempDir()
	lib := filepath.Join(dir, "fault.so")
	cc := os.Getenv("CC")
	if cc == "" {
		cc = "cc"
	}
	if out, err := exec.Command(cc, "-shared", "-fPIC", "-o", lib, "testdata/fault.c", "-ldl").CombinedOutput(); err != nil {
		t.Fatalf("build what makes calls go wrong: %v\n%s", err, out)
	}
	control := filepath.Join(dir, "control")
	if err := os.WriteFile(control, make([]byte, 20), 0o600); err != nil {
		t.Fatal(err)
	}
	room := filepath.Join(dir, "room")
	if err := os.Mkdir(room, 0o700); err != nil {
		t.Fatal(err)
	}
	args := []string{"-test.run=^TestFaulty", "-test.v"}
	if testing.Short() {
		args = append(args, "-test.short")
	}
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), "LD_PRELOAD="+lib, faultEnv+"="+control, faultsIn+"="+room, "TMPDIR="+room)
	out, err := c.CombinedOutput()
	if err != nil || strings.Count(string(out), "--- PASS: TestFaulty") < 8 {
		t.Errorf("%v\n%s", err, out)
	}
	for _, line := range strings.Split(string(out), "\n") {
		if strings.Contains(line, "calls went wrong") {
			t.Log(strings.TrimSpace(line))
		}
	}
}

// inside skips what only runs where calls can go wrong.
func inside(t *testing.T) disk {
	t.Helper()
	if os.Getenv(faultEnv) == "" {
		t.Skip("is run by TestFaults")
	}
	return newDisk(t)
}

// TestFaultyDeeds lets everything that can be done, and undone, go wrong at one call after another until it succeeds. What failed has
// changed nothing, and can be done again at once; what succeeded is there, after a crash, too.
func TestFaultyDeeds(t *testing.T) {
	d := inside(t)
	ctx := t.Context()
	total, failed := 0, 0
	for k, f := range faults {
		s := set(t)
		marks := []article.ID{s.mark(s.v, "Envoys").ID, s.mark(s.v, "the talks").ID}
		n, err := s.AddNote(ctx, s.v.Article, "What I think.", "")
		s.must(err)
		deeds := s.deeds()
		if f.kind != readError { // these look themselves what is there
			for name, act := range actions(s.bench, s.older, marks, n.ID) {
				deeds = append(deeds, deed{name: name, do: func(context.Context) error { return act() }})
			}
			deeds = append(deeds, shelving(s.bench)...)
		}
		deeds = append(deeds, lasting(s)...)
		// try does something until it succeeds, or is refused for another reason.
		try := func(name string, do func(context.Context) error) error {
			for good := 0; ; good = next(good) {
				before, step := dump(t, s.path, false), s.UndoName()
				wrong, err := d.during(f, good, func() error { return do(ctx) })
				total += wrong
				now := dump(t, s.path, false)
				switch {
				case err == nil || errors.Is(err, annotations.ErrNotWiped): // the trash is empty then, too
					crashed(t, s.path, now)
					return nil
				case now != before:
					t.Fatalf("%s, %s after %d calls: %v, and yet it changed\n%s\nto\n%s", name, f.name, good, err, before, now)
				case s.UndoName() != step:
					t.Fatalf("%s, %s after %d calls: %v, and yet %q is a step", name, f.name, good, err, s.UndoName())
				case wrong == 0:
					return err
				}
				if failed++; failed%16 == 0 || all() {
					crashed(t, s.path, "")
				}
				if f.kind == noSpace && !errors.Is(err, annotations.ErrFull) {
					t.Errorf("%s, %s after %d calls: %v, want ErrFull", name, f.name, good, err)
				}
			}
		}
		for i, x := range deeds {
			if !all() && (i+k)%4 > 0 {
				continue
			}
			step := s.UndoName()
			if err := try(x.name, x.do); err != nil || s.UndoName() == step || s.UndoName() == "" {
				continue
			}
			if err := try("undo "+x.name, func(ctx context.Context) error { _, err := s.Undo(ctx); return err }); err != nil {
				t.Errorf("undo %s: %v", x.name, err)
			}
		}
		state := dump(t, s.path, false)
		wrong, _ := d.during(f, 0, s.Close) // it may say what went wrong
		total += wrong
		if got := dump(t, s.path, false); got != state {
			t.Errorf("%s while it is closed: it is another\n%s\nwant\n%s", f.name, got, state)
		}
		sound(t, s.path)
		grounded(t, s.path)
	}
	t.Logf("%d calls went wrong, of which %d failed an action", total, failed)
}

// lasting returns what is done without a step of undo.
func lasting(s *scene) []deed {
	n := 0
	return []deed{
		{name: "import", do: func(ctx context.Context) error {
			n++
			_, err := s.Import(ctx, desk.Input{Name: "x", Bytes: fmt.Appendf(nil, "%d\n\n%s", n, strings.Repeat(prose, 20))})
			return err
		}},
		{name: "import many", do: func(ctx context.Context) error {
			n++
			var all []desk.Ready
			for i := range 5 {
				p, err := s.Prepare(ctx, desk.Input{Name: "x", Bytes: fmt.Appendf(nil, "%d of %d\n\n%s", i, n, prose)})
				all = append(all, desk.Ready{Prepared: p, Err: err})
			}
			_, errs := s.KeepAll(ctx, all)
			return errors.Join(errs...)
		}},
		{name: "import a version", do: func(ctx context.Context) error {
			n++
			_, err := s.Import(ctx, desk.Input{Name: "x", Path: "/v", Bytes: fmt.Appendf(nil, "%sIt was said %d times.\n", prose, n)})
			return err
		}},
		{name: "keep a place", do: func(ctx context.Context) error {
			n++
			return s.KeepPlace(ctx, s.v.Article, annotations.Place{Version: s.v.ID, Pos: n})
		}},
		{name: "keep a setting", do: func(ctx context.Context) error {
			n++
			return s.SetSetting(ctx, "colour", fmt.Sprint(n))
		}},
		{name: "empty the trash", do: func(ctx context.Context) error { _, err := s.EmptyTrash(ctx); return err }},
	}
}

// crashed opens what would be on the disk if the program ended now: it is whole, and, unless that is empty, it is want.
func crashed(t *testing.T, path, want string) {
	t.Helper()
	copied := leftBehind(t, path)
	sound(t, copied)
	if got := dump(t, copied, false); want != "" && got != want {
		t.Errorf("after a crash it is\n%s\nwant\n%s", got, want)
	}
}

// sound checks a library as the reader can.
func sound(t *testing.T, path string) {
	t.Helper()
	r, err := store.Keeper{Now: time.Now}.Check(t.Context(), path, false)
	if err != nil || len(r.Faults) > 0 {
		t.Fatalf("check: %+v, %v", r, err)
	}
}

// TestFaultyOpening lets the making of a library, and the opening of one that was left in the middle, go wrong: the next attempt succeeds,
// and what was there is there.
func TestFaultyOpening(t *testing.T) {
	d := inside(t)
	ctx := t.Context()
	total, failed := 0, 0
	for _, f := range faults {
		for good, done := 0, false; !done; good = next(good) {
			path := filepath.Join(t.TempDir(), "library.db")
			var s *store.Store
			wrong, err := d.during(f, good, func() (err error) {
				s, err = store.Open(ctx, path, store.Options{Create: true})
				return err
			})
			total, done = total+wrong, wrong == 0
			switch {
			case err == nil:
				err = s.Close()
			case wrong == 0:
				t.Fatalf("%s after %d calls: %v", f.name, good, err)
			default:
				failed++
				if f.kind == noSpace && !errors.Is(err, annotations.ErrFull) {
					t.Errorf("%s after %d calls: %v, want ErrFull", f.name, good, err)
				}
				if s, err = store.Open(ctx, path, store.Options{Create: true}); err == nil {
					err = s.Close()
				}
			}
			if err != nil {
				t.Fatalf("%s after %d calls: afterwards: %v", f.name, good, err)
			}
			sound(t, path)
		}
		b := furnishedAt(t)
		state := dump(t, b, false)
		for good, done := 0, false; !done; good = next(good) {
			path := leftBehind(t, b)
			wrong, err := d.during(f, good, func() error {
				s, err := store.Open(ctx, path, store.Options{})
				if err == nil {
					_, err = s.Entries(ctx, 0)
					err = errors.Join(err, s.Close())
				}
				return err
			})
			total, done = total+wrong, wrong == 0
			if err != nil && wrong == 0 {
				t.Fatalf("%s after %d calls: %v", f.name, good, err)
			}
			if err != nil {
				failed++
			}
			if got := dump(t, path, false); got != state {
				t.Fatalf("%s after %d calls: what was there is not\n%s\nwant\n%s", f.name, good, got, state)
			}
			sound(t, path)
		}
	}
	t.Logf("%d calls went wrong, of which %d failed to open a library", total, failed)
}

// furnishedAt returns the path of a library with things in it, which is open.
func furnishedAt(t *testing.T) string {
	t.Helper()
	b, _, _, _ := furnished(t)
	return b.path
}

// leftBehind copies a library with its log, as a program that was killed leaves it.
func leftBehind(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "library.db")
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + end)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err == nil {
			err = os.WriteFile(to+end, b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// TestFaultyKeeper lets backing up and restoring go wrong: there is no half of a backup, and a library is either what it was or what it was
// to become.
func TestFaultyKeeper(t *testing.T) {
	d := inside(t)
	ctx := t.Context()
	total, failed := 0, 0
	k := store.Keeper{Now: time.Now}
	one, two := fresh(t), furnishedAt(t)
	one.piped(prose)
	one.must(one.Close())
	from, to := dump(t, two, false), dump(t, one.path, false)
	saved := filepath.Join(t.TempDir(), "saved.db")
	if _, err := k.Backup(ctx, two, saved, false); err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		for good, done := 0, false; !done; good = next(good) {
			dir := t.TempDir()
			backup := filepath.Join(dir, "backup.db")
			wrong, err := d.during(f, good, func() error { _, err := k.Backup(ctx, two, backup, false); return err })
			total, done = total+wrong, wrong == 0
			there, _ := filepath.Glob(filepath.Join(dir, "*"))
			parts, _ := filepath.Glob(filepath.Join(dir, ".parley*"))
			switch {
			case err != nil && wrong == 0:
				t.Fatalf("back up, %s after %d calls: %v", f.name, good, err)
			case err != nil:
				if failed++; len(there)+len(parts) > 0 {
					t.Fatalf("back up, %s after %d calls: %v, and there are %v and %v", f.name, good, err, there, parts)
				}
			case dump(t, backup, false) != from:
				t.Fatalf("back up, %s after %d calls: it is another", f.name, good)
			}
		}
		for good, done := 0, false; !done; good = next(good) {
			path := filepath.Join(t.TempDir(), "library.db")
			if _, err := k.Backup(ctx, one.path, path, false); err != nil {
				t.Fatal(err)
			}
			wrong, err := d.during(f, good, func() error { _, err := k.Restore(ctx, saved, path); return err })
			total, done = total+wrong, wrong == 0
			got := dump(t, path, false)
			switch {
			case err != nil && wrong == 0:
				t.Fatalf("restore, %s after %d calls: %v", f.name, good, err)
			case err != nil && got != to && got != from:
				t.Fatalf("restore, %s after %d calls: %v, and it is\n%s", f.name, good, err, got)
			case err == nil && got != from:
				t.Fatalf("restore, %s after %d calls: it is another", f.name, good)
			case err != nil:
				failed++
				if _, err := k.Restore(ctx, saved, path); err != nil || dump(t, path, false) != from {
					t.Fatalf("restore again, %s after %d calls: %v", f.name, good, err)
				}
			}
			sound(t, path)
		}
	}
	t.Logf("%d calls went wrong, of which %d failed to back up or restore", total, failed)
}

// TestFaultySetAside lets what takes the place of a damaged library go wrong: a backup over one that cannot be opened, over one that a window
// has open, and what a repair makes. At every call that fails, either the damaged library stands at its place as it was, or the
// new one whole; nothing half-made is left, and what was there is lost at no time.
func TestFaultySetAside(t *testing.T) {
	d := inside(t)
	ctx := t.Context()
	total, failed := 0, 0
	k := store.Keeper{Now: time.Now}
	old, saved := filepath.Join(t.TempDir(), "library.db"), filepath.Join(t.TempDir(), "saved.db")
	if _, err := k.Backup(ctx, furnishedAt(t), saved, false); err != nil {
		t.Fatal(err)
	}
	one := fresh(t)
	one.piped(prose)
	one.must(one.Close())
	if _, err := k.Backup(ctx, one.path, old, false); err != nil {
		t.Fatal(err)
	}
	restored, repaired := dump(t, saved, false), dump(t, old, false)
	bad := strings.Repeat("Z", 600)
	restore := func(path string) (string, error) {
		r, err := k.Restore(ctx, saved, path)
		return r.Saved, err
	}
	for _, x := range []struct {
		name string
		at   int64 // where the library is damaged
		open bool  // a window has it open
		want string
		act  func(path string) (aside string, err error)
	}{
		{"restore over what cannot be opened", 0, false, restored, restore},
		{"restore over what is damaged", rootOf(t, old, "highlight"), false, restored, restore},
		{"restore over what is damaged and open", rootOf(t, old, "highlight"), true, restored, restore},
		{"repair", rootOf(t, old, "entry_doc"), false, repaired, func(path string) (string, error) {
			r, err := k.Check(ctx, path, true)
			if err == nil && !r.Sound() {
				err = errors.New(r.Faults[0].What)
			}
			return r.Saved, err
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			for _, f := range faults {
				for good, last := 0, false; !last; good = next(good) {
					path := filepath.Join(t.TempDir(), "library.db")
					was, err := os.ReadFile(old)
					if err != nil {
						t.Fatal(err)
					}
					copy(was[x.at:], bad[:min(len(bad), max(32, int(x.at)))])
					if err := os.WriteFile(path, was, 0o600); err != nil {
						t.Fatal(err)
					}
					release := func() {}
					if x.open {
						if release, _, err = k.Own(path); err != nil {
							t.Fatal(err)
						}
					}
					var aside string
					wrong, err := d.during(f, good, func() (err error) { aside, err = x.act(path); return err })
					release()
					total, last = total+wrong, wrong == 0
					what := fmt.Sprintf("%s, %s after %d calls", x.name, f.name, good)
					if parts, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".parley*")); len(parts) > 0 {
						t.Fatalf("%s: %v, and there are %v", what, err, parts)
					}
					now, e := os.ReadFile(path)
					if e != nil {
						t.Fatalf("%s: %v, and there is no library: %v", what, err, e)
					}
					done := err == nil && aside != "" // what is there may still be in the log
					if string(now) != string(was) || done {
						if got := dump(t, path, false); got != x.want {
							t.Fatalf("%s: %v, and it is neither what it was nor what it is to be:\n%s", what, err, got)
						}
						sound(t, path)
						names, _ := filepath.Glob(path + ".damaged-*")
						kept := ""
						for _, name := range names {
							b, _ := os.ReadFile(name)
							kept += string(b)
						}
						if !x.open && kept != string(was) || x.open && len(kept) != len(was) {
							t.Fatalf("%s: %v, and what was there is in none of %v", what, err, names)
						}
					}
					switch {
					case err != nil && wrong == 0:
						t.Fatalf("%s: %v", what, err)
					case err == nil && aside == "":
						t.Fatalf("%s: it is said to be done, with the damaged library as %q", what, aside)
					case err != nil:
						failed++
						if _, err := x.act(path); err != nil {
							t.Fatalf("%s: again: %v", what, err)
						}
					}
				}
			}
		})
	}
	t.Logf("%d calls went wrong, of which %d failed to set a library aside", total, failed)
}

// rootOf returns where the first page of a table begins.
func rootOf(t *testing.T, path, table string) (at int64) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro&immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT (rootpage - 1) * (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = ?`, table).Scan(&at); err != nil {
		t.Fatal(err)
	}
	return at
}
