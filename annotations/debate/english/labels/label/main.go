// Label turns label files in which passages are given by their words into those that are committed, with code points and
// a checksum, and prints what they hold.
//
//	label own/*.labels                        the text of NAME.labels stands in NAME.txt; the file is rewritten
//	label -corpora DIR -out open FILE.words   labels of open texts, each beginning with a line "document NAME"
//	label -corpora DIR -text NAME             print an open text
//
// What is committed already is only checked. Nothing is written for a text whose labels have an error.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"parley/annotations/debate/english/labels"
)

func main() {
	corpora := flag.String("corpora", "", "folder of the open corpora")
	out := flag.String("out", "", "folder for the labels of open texts")
	text := flag.String("text", "", "print the open text of this name")
	flag.Parse()
	if *text != "" {
		s, err := labels.OpenText(*corpora, *text)
		fmt.Print(s)
		exit(err)
	}
	var errs []error
	var sum tally
	for _, path := range flag.Args() {
		data, err := os.ReadFile(path)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		for _, part := range parts(data) {
			if err := one(path, part, *corpora, *out, &sum); err != nil {
				errs = append(errs, err)
			}
		}
	}
	fmt.Println(sum)
	exit(errors.Join(errs...))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// parts cuts a file of several labels before each line "document NAME". Blank lines take the place of what stands before a
// part, so that errors name the right line.
func parts(data []byte) (out [][]byte) {
	var lead int
	for {
		next := bytes.Index(data[min(1, len(data)):], []byte("\ndocument "))
		part := data
		if next >= 0 {
			part, data = data[:next+2], data[next+2:]
		}
		if len(bytes.TrimSpace(part)) > 0 {
			out = append(out, append(bytes.Repeat([]byte("\n"), lead), part...))
		}
		if next < 0 {
			return out
		}
		lead += bytes.Count(part, []byte("\n"))
	}
}

func one(path string, data []byte, corpora, out string, sum *tally) error {
	var document, text string
	var err error
	if first := strings.SplitN(strings.TrimSpace(string(data)), "\n", 2)[0]; strings.HasPrefix(first, "document ") {
		document = strings.TrimPrefix(first, "document ")
		text, err = labels.OpenText(corpora, document)
	} else {
		var b []byte
		b, err = os.ReadFile(strings.TrimSuffix(path, ".labels") + ".txt")
		text = string(b)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if bytes.Contains(data, []byte("\nsha256 ")) || bytes.HasPrefix(data, []byte("sha256 ")) {
		a, err := labels.Parse(path, data)
		if err != nil {
			return err
		}
		sum.add(a)
		return named(path, document, a.Check(text))
	}
	a, err := labels.Resolve(path, data, text)
	if err != nil {
		return named(path, document, err)
	}
	sum.add(a)
	if document != "" {
		path = filepath.Join(out, strings.ReplaceAll(strings.Replace(document, "GUM_", "gum-", 1), "_", "-")+".labels")
	}
	return os.WriteFile(path, labels.Format(a), 0o644)
}

// named says in which file and document an error was found.
func named(path, document string, err error) error {
	var s *labels.SyntaxError
	if err == nil || errors.As(err, &s) {
		return err
	}
	return fmt.Errorf("%s %s: %w", path, document, err)
}

// A tally counts what label files hold.
type tally struct{ articles, none, strict, half, positions, stands, shows int }

func (t *tally) add(a labels.Article) {
	t.articles++
	if len(a.Disputes) == 0 {
		t.none++
	}
	for _, d := range a.Disputes {
		if d.Half {
			t.half++
		} else {
			t.strict++
		}
		t.positions += len(d.Positions)
		t.shows += len(d.Shows)
		for _, p := range d.Positions {
			t.stands += len(p.Stands)
		}
	}
}

func (t tally) String() string {
	return fmt.Sprintf("%d articles, %d without dispute; %d strict and %d half disputes, %d positions, %d stands, %d passages of authors",
		t.articles, t.none, t.strict, t.half, t.positions, t.stands, t.shows)
}
