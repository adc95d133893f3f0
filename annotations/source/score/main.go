// Score reads files that lie in a folder outside the repository with the importers and says how well their words agree with those that
// another reader finds in them, or that people have marked.
//
//	score [-list] FOLDER
//
// A folder of the article extraction benchmark (ground-truth.json and html/*.html.gz) is compared with what people marked, beside
// what the library alone finds. Of EPUB and DOCX files the plain text that pandoc writes is the measure, of PDF files that of
// pdftotext; either is passed over with a word if the program is missing.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parley/annotations/source"
)

func main() {
	list := flag.Bool("list", false, "list every file with its figure")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, flag.Arg(0), *list); err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(1)
	}
}

// run scores what is in dir and writes the figures to w.
func run(ctx context.Context, w io.Writer, dir string, list bool) error {
	if _, err := os.Stat(filepath.Join(dir, "ground-truth.json")); err == nil {
		return pages(ctx, w, dir, list)
	}
	for _, k := range []kind{
		{".epub", "pandoc", []string{"-t", "plain", "--wrap=none"}},
		{".docx", "pandoc", []string{"-t", "plain", "--wrap=none"}},
		{".pdf", "pdftotext", nil},
	} {
		if err := k.score(ctx, w, dir, list); err != nil {
			return err
		}
	}
	return nil
}

// A kind is a kind of file, and the program that says what words are in one.
type kind struct {
	ext, program string
	args         []string
}

// reference returns the words that the other program finds in a file.
func (k kind) reference(ctx context.Context, path string) (string, error) {
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	args := append(slices.Clone(k.args), path)
	if k.program == "pdftotext" {
		args = append(args, "-")
	}
	out, err := exec.CommandContext(ctx, k.program, args...).Output()
	return string(out), err
}

// score compares all files of a kind.
func (k kind) score(ctx context.Context, w io.Writer, dir string, list bool) error {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && strings.EqualFold(filepath.Ext(path), k.ext) {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		return err
	}
	if _, err := exec.LookPath(k.program); err != nil {
		fmt.Fprintf(w, "%s: %s is not installed, so %d files are not compared\n", k.ext, k.program, len(files))
		return nil
	}
	var t total
	for _, path := range files {
		ref, err := k.reference(ctx, path)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || len(strings.Fields(ref)) < 20 {
			t.passed++ // the other program finds next to nothing in it
			continue
		}
		began := time.Now()
		ours, err := words(ctx, path)
		t.took += time.Since(began)
		f := t.add(bag(ours), bag(ref))
		if list || err != nil {
			fmt.Fprintf(w, "%.3f %s %v\n", f, path, errorWord(err))
		}
	}
	fmt.Fprintf(w, "%s against %s: %v\n", k.ext, k.program, &t)
	return nil
}

func errorWord(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// words returns the text that the importers make of a file.
func words(ctx context.Context, path string) (string, error) {
	in, err := source.Load(ctx, path)
	if err != nil {
		return "", err
	}
	in.Cache = filepath.Join(os.TempDir(), "parley-score")
	d, err := source.Read(ctx, in)
	if err != nil {
		return "", err
	}
	return d.Version.Text(), nil
}

// A total sums the figures of files.
type total struct {
	n, passed, lost int
	f1, p, r        float64
	all             []float64
	took            time.Duration
}

// add compares two bags of words and returns the F1 of their overlap.
func (t *total) add(ours, ref map[string]int) float64 {
	both, a, b := 0, 0, 0
	for w, n := range ours {
		a += n
		both += min(n, ref[w])
	}
	for _, n := range ref {
		b += n
	}
	t.n++
	if both == 0 {
		t.lost++
		t.all = append(t.all, 0)
		return 0
	}
	p, r := float64(both)/float64(a), float64(both)/float64(b)
	f := 2 * p * r / (p + r)
	t.f1, t.p, t.r = t.f1+f, t.p+p, t.r+r
	t.all = append(t.all, f)
	return f
}

// String returns the figures.
func (t *total) String() string {
	if t.n == 0 {
		return fmt.Sprintf("nothing to compare, %d passed over", t.passed)
	}
	n := float64(t.n)
	slices.Sort(t.all)
	return fmt.Sprintf("%d files, mean F1 %.4f (precision %.4f, recall %.4f), median %.4f, %d lost, %d passed over, %.2f s in all",
		t.n, t.f1/n, t.p/n, t.r/n, t.all[len(t.all)/2], t.lost, t.passed, t.took.Seconds())
}
