package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotations/source"
)

// TestImportFolder imports a folder of files with and without endings: the texts are added, a picture and a hidden file are counted.
func TestImportFolder(t *testing.T) {
	m := newMachine(t)
	m.list = source.Files
	if err := os.Mkdir(filepath.Join(m.dir, "fx"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, words := range map[string]string{"README": "Words to read of the apples.\n", "b.log": "Other words about the border.\n", "c.txt": "A third text on the frost.\n", "p.png": "\x89PNG\r\n", ".x": "hidden"} {
		m.write(t, filepath.Join("fx", name), words)
	}
	out, errs, status := m.run(t, []string{"import", filepath.Join(m.dir, "fx")}, "")
	if strings.Count(out, "\tnew\n") != 3 || errs != "parley: left out 2 files of other kinds\n" || status != 0 {
		t.Errorf("import: %q, %q, %d", out, errs, status)
	}
	m.write(t, filepath.Join("fx", "bad.txt"), "a\x00b\x00c\x00d")
	out, errs, status = m.run(t, []string{"import", filepath.Join(m.dir, "fx")}, "")
	if strings.Count(out, "\talready there\n") != 3 || !strings.Contains(errs, "bad.txt") || status != 1 {
		t.Errorf("import with a file that is no text: %q, %q, %d", out, errs, status)
	}
}

// TestImportNamesAShutFolder imports the rest of a folder, names the folder in it that cannot be opened, and fails.
func TestImportNamesAShutFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	m := newMachine(t)
	m.list = source.Files
	shut := filepath.Join(m.dir, "fx", "shut")
	if err := os.MkdirAll(shut, 0o700); err != nil {
		t.Fatal(err)
	}
	m.write(t, filepath.Join("fx", "c.txt"), "A third text on the frost.\n")
	if err := os.Chmod(shut, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(shut, 0o700) }) // so that it can be removed
	out, errs, status := m.run(t, []string{"import", filepath.Join(m.dir, "fx")}, "")
	if strings.Count(out, "\tnew\n") != 1 || !strings.Contains(errs, "shut: permission denied") || status != 1 {
		t.Errorf("import: %q, %q, %d", out, errs, status)
	}
}
