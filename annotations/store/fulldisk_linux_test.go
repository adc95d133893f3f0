package store_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parley/annotations/store"
)

// fullDiskEnv names the folder of the full disk to the process that has one.
const fullDiskEnv = "PARLEY_TEST_FULL_DISK"

// TestFullDisk looks into a library with a log on a disk without room for the index of that log, and again when there is room: what the log
// holds is read from a private copy, which is removed, and nothing is said to be full that no longer is. The disk is one of the memory, which
// only a process in a namespace of its own may mount.
func TestFullDisk(t *testing.T) {
	if dir := os.Getenv(fullDiskEnv); dir != "" {
		onFullDisk(t, dir)
		return
	}
	if err := exec.Command("unshare", "-rm", "true").Run(); err != nil {
		t.Skip("no namespaces here: ", err)
	}
	cmd := exec.Command("unshare", "-rm", os.Args[0], "-test.run=^TestFullDisk$", "-test.v")
	cmd.Env = append(os.Environ(), fullDiskEnv+"="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if strings.Contains(string(out), "--- SKIP") {
		t.Skip(string(out))
	}
}

func onFullDisk(t *testing.T, disk string) {
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=4m"); err != nil {
		t.Skip("no disk of the memory: ", err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	elsewhere := filepath.Join(t.TempDir(), "library.db")
	s, err := store.Open(t.Context(), elsewhere, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	addArticle(t, s, "Title\n\nThe words of the article.\n")
	path := filepath.Join(disk, "library.db")
	for _, end := range []string{"", "-wal"} { // as a program that was killed leaves them
		write(t, path+end, read(t, elsewhere+end))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	filler := filepath.Join(disk, "filler")
	f, err := os.Create(filler)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{1 << 16, 4096, 1} {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for _, room := range []bool{false, true} {
		if room {
			if err := os.Remove(filler); err != nil {
				t.Fatal(err)
			}
		}
		if l, err := keeper.Look(t.Context(), path); err != nil || l.Articles != 1 {
			t.Errorf("room %t: looked into, it is %+v, %v", room, l, err)
		}
		if r, err := keeper.Check(t.Context(), path, false); err != nil || len(r.Faults) > 0 || r.Articles != 1 {
			t.Errorf("room %t: checked, it is %+v, %v", room, r, err)
		}
		if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
			t.Errorf("room %t: the private copy is left: %v, %v", room, left, err)
		}
	}
	if s, err = store.Open(t.Context(), path, store.Options{}); err != nil {
		t.Fatalf("with room, it cannot be opened: %v", err)
	}
	defer s.Close()
	addArticle(t, s, "Another\n\nWords that came in later.\n")
}
