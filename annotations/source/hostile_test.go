//go:build unix

package source_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/annotations/source"
)

// The bounds of reading a file of less than a megabyte, and one of the largest that are read: bytes of memory, and time with the
// engine for PDF compiled before.
const (
	smallMemory, smallTime = 1 << 30, 5 * time.Second
	largeMemory, largeTime = 3 << 29, 20 * time.Second
)

func allHostile() []hostile {
	return slices.Concat(hostilePages(), hostileMessages(), hostileMarkdown(), hostileTexts(), hostileBooks(), hostileDocuments(), hostilePDFs())
}

// create writes a hostile file into a folder.
func (h hostile) create(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, h.name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	h.write(w)
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// ended reports whether what was said at the end of reading is one of the ways in which it may end.
func (h hostile) ended(said string) bool {
	return slices.ContainsFunc(h.want, func(e error) bool { return e == nil && said == "" || e != nil && strings.Contains(said, e.Error()) })
}

// readHostile makes the test binary a program that reads the file named in it and says what is wrong with it.
const readHostile = "PARLEY_READ_HOSTILE"

func TestMain(m *testing.M) {
	path := os.Getenv(readHostile)
	if path == "" {
		os.Exit(m.Run())
	}
	ctx := context.Background()
	in, err := source.Load(ctx, path)
	if err == nil {
		in.Cache = filepath.Join(os.TempDir(), "parley-test-cache")
		_, err = source.Read(ctx, in)
	}
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%s%d\n", heldMost, ownPeak())
	os.Exit(0)
}

// heldMost stands before the most memory that a reader of hostile files held, in bytes.
const heldMost = "held "

// ownPeak returns the most memory that this process held. What Linux tells the parent of it begins with what the parent held itself.
func ownPeak() int64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	if runtime.GOOS != "linux" {
		return u.Maxrss
	}
	b, _ := os.ReadFile("/proc/self/status")
	_, after, _ := strings.Cut(string(b), "VmHWM:")
	var kilobytes int64
	if _, err := fmt.Sscan(after, &kilobytes); err != nil {
		return u.Maxrss << 10
	}
	return kilobytes << 10
}

// peak runs a command and returns its output, the most memory it held in bytes, and how long it took: by the clock, or the processor's time
// where that is less, as on a machine that does other things meanwhile.
func peak(t *testing.T, c *exec.Cmd) (out string, memory int64, took time.Duration) {
	t.Helper()
	var b bytes.Buffer
	c.Stdout, c.Stderr = &b, &b
	began := time.Now()
	_ = c.Run() // how it ended is told by what it said
	took = min(time.Since(began), c.ProcessState.UserTime()+c.ProcessState.SystemTime())
	memory = c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS == "linux" {
		memory <<= 10 // kilobytes; bytes on other systems
	}
	return b.String(), memory, took
}

// TestHostileFiles reads every fourth small hostile file, each in a process of its own, and measures it. The whole table, read by the program
// itself, is TestHostileImports.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts a process for each of many files")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	_, _ = readBytes(t, "a.pdf", onePage("(words) Tj")) // the engine is compiled
	dir := t.TempDir()
	for i, h := range allHostile() {
		if h.large || i%4 != 0 {
			continue
		}
		t.Run(h.name, func(t *testing.T) {
			path := h.create(t, dir)
			c := exec.CommandContext(t.Context(), self)
			c.Env = append(os.Environ(), readHostile+"="+path)
			said, _, took := peak(t, c)
			said, held, _ := strings.Cut(said, heldMost)
			memory, err := strconv.ParseInt(strings.TrimSpace(held), 10, 64)
			if err != nil {
				t.Fatalf("reading it ended with %.300q", said)
			}
			if !h.ended(strings.TrimSpace(said)) {
				t.Errorf("reading it ended with %.300q, want one of %v", said, h.want)
			}
			if memory > smallMemory || took > 3*smallTime { // time depends on the machine; TestHostileImports is strict
				t.Errorf("reading it took %d MB and %v", memory>>20, took)
			}
		})
	}
}

// TestHostileImports imports every hostile file with the program that PARLEY_HOSTILE names ("make hostile") and prints a table of what
// each took.
func TestHostileImports(t *testing.T) {
	program := os.Getenv("PARLEY_HOSTILE")
	if program == "" {
		t.Skip("PARLEY_HOSTILE names no program; see make hostile")
	}
	only := os.Getenv("PARLEY_HOSTILE_ONLY")
	dir := t.TempDir()
	for _, h := range append([]hostile{{"first.pdf", false, onSheet("", aLine, nil), imported}}, allHostile()...) {
		if !strings.Contains(h.name, only) {
			continue
		}
		path := h.create(t, dir)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		mostMemory, mostTime := int64(largeMemory), largeTime
		if info.Size() < 1<<20 {
			mostMemory, mostTime = smallMemory, smallTime
		}
		lib := filepath.Join(dir, "library.db")
		said, memory, took := peak(t, exec.CommandContext(t.Context(), program, "import", "--db", lib, path))
		var grown int64
		if s, err := os.Stat(lib); err == nil {
			grown = s.Size()
		}
		_ = os.Remove(path)
		for _, end := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(lib + end)
		}
		_ = os.RemoveAll(filepath.Join(dir, "backups"))
		fmt.Printf("| %s | %d KB | %d MB | %.1f s | %d MB | %s |\n", h.name, info.Size()>>10, memory>>20, took.Seconds(), grown>>20, outcome(said, path))
		if strings.HasPrefix(said, "a-") {
			said = ""
		}
		if !h.ended(said) {
			t.Errorf("%s: importing it ended with %.300q, want one of %v", h.name, said, h.want)
		}
		if h.name != "first.pdf" && (memory > mostMemory || took > mostTime) {
			t.Errorf("%s: importing it took %d MB and %v", h.name, memory>>20, took)
		}
	}
}

// outcome shortens what the program said for the table.
func outcome(said, path string) string {
	said = strings.TrimSpace(said)
	if strings.HasPrefix(said, "a-") {
		return "imported"
	}
	said = strings.ReplaceAll(said, path, "…")
	if i := strings.LastIndex(said, "…: "); i >= 0 {
		said = said[i+len("…: "):]
	}
	return fmt.Sprintf("%.90s", strings.ReplaceAll(said, "\n", " "))
}
