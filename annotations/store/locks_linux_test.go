package store_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parley/annotations"
)

// TestLocksStay looks into a library that is open in this process and whose beginning gets damaged: the locks of the open one stay, so that no
// other program takes it for closed.
func TestLocksStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	addArticle(t, s, "Title\n\nThe words of the article.\n")
	release, ok, err := keeper.Own(path) // as a window does
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	defer release()
	before := locksOn(t, path)
	if before == 0 {
		t.Skip("this system shows no locks")
	}
	// By another program: to close the file here would end the locks.
	if out, err := exec.Command("dd", "if=/dev/zero", "of="+path, "bs=100", "count=1", "conv=notrunc").CombinedOutput(); err != nil {
		t.Skipf("dd: %v %s", err, out)
	}
	if err := os.Remove(path + "-wal"); err != nil { // with it, its pages are read
		t.Fatal(err)
	}
	if _, err := keeper.Look(t.Context(), path); !errors.Is(err, annotations.ErrDamaged) {
		t.Errorf("looked into: %v", err)
	}
	if after := locksOn(t, path); after != before {
		t.Errorf("%d locks are left of %d", after, before)
	}
}

// locksOn returns how many locks this process holds on a file.
func locksOn(t *testing.T, path string) (n int) {
	t.Helper()
	var st syscall.Stat_t
	if err := syscall.Stat(path, &st); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("/proc/locks")
	if err != nil {
		t.Skip(err)
	}
	for line := range strings.Lines(string(b)) {
		f := strings.Fields(line)
		if len(f) > 5 && f[1] == "POSIX" && f[4] == fmt.Sprint(os.Getpid()) && strings.HasSuffix(f[5], fmt.Sprintf(":%d", st.Ino)) {
			n++
		}
	}
	return n
}
