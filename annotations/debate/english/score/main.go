// Score runs the analysis over corpora that lie in a folder outside the repository and
// prints how much of what is marked there it finds. The newswire and PolNeAR have no licence: they
// measure, and nothing is learnt from them. Shares are given with their intervals of 95 %.
//
//	score [-every N] [-from K] [-only CORPUS] [-show names|quotes|links] FOLDER
//
// FOLDER holds en-worldwide-newswire, PolNeAR and gum as they are published; a corpus that is
// missing is passed over with a word. Of the newswire only documents count whose number
// is not divisible by five, of PolNeAR the parts "train" and "dev".
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"parley/annotations/debate/english"
	"parley/annotations/source"
)

func main() {
	every := flag.Int("every", 1, "look only at every `N`th document")
	from := flag.Int("from", 0, "begin with document `K`, counted from 0, so that -every 2 takes one half or the other")
	only := flag.String("only", "", "look only at the `corpus` of this name")
	show := flag.String("show", "", "also list what was missed or wrong: names, links, or what begins with this word: direct, mixed, indirect, pronoun, unmarked")
	flag.Parse()
	if flag.NArg() != 1 || *every < 1 || *from < 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, flag.Arg(0), choice{*every, *from, *only, *show}); err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(1)
	}
}

// A choice says which documents are looked at, and which mistakes are listed.
type choice struct {
	every, from int
	only, show  string
}

// A corpus is scored file by file.
type corpus struct {
	name  string
	files []string
	one   func(ctx context.Context, w io.Writer, path string) (read, error)
	sums  func(w io.Writer)
}

// run scores the corpora in dir and writes the figures to w.
func run(ctx context.Context, w io.Writer, dir string, what choice) error {
	fmt.Fprintf(w, "engine %s, every %d. document\n", english.Engine, what.every)
	n := &newswire{show: what.show == "names"}
	p := &political{show: what.show}
	r := &references{show: what.show == "links"}
	for _, c := range []corpus{
		{"en-worldwide-newswire", newswireFiles(dir), n.one, n.sums},
		{"PolNeAR", politicalFiles(dir), p.one, p.sums},
		{"gum", referenceFiles(dir), r.one, r.sums},
	} {
		if what.only != "" && what.only != c.name {
			continue
		}
		if len(c.files) == 0 {
			fmt.Fprintf(w, "%s: not in %s\n", c.name, dir)
			continue
		}
		if err := c.score(ctx, w, what); err != nil {
			return err
		}
	}
	return nil
}

// score scores the documents of c that are chosen.
func (c *corpus) score(ctx context.Context, w io.Writer, what choice) error {
	var articles, full, disputes, size int
	begun := time.Now()
	for i, path := range c.files {
		if i < what.from || (i-what.from)%what.every != 0 {
			continue
		}
		r, err := c.one(ctx, w, path)
		if errors.Is(err, source.ErrBinary) { // a file that is no text
			fmt.Fprintf(w, "%s: left out: %v\n", filepath.Base(path), err)
			continue
		}
		if err != nil {
			return fmt.Errorf("score %s: %w", filepath.Base(path), err)
		}
		articles++
		size += len(r.v.Text())
		k := 0
		for _, d := range r.a.Disputes {
			if d.Confidence >= shown {
				k++
			}
		}
		disputes += k
		full += min(k, 1)
	}
	took := time.Since(begun).Seconds()
	fmt.Fprintf(w, "%s: %d articles, %.1f MB, %.2f MB/s\n", c.name, articles, float64(size)/1e6, float64(size)/1e6/took)
	c.sums(w)
	fmt.Fprintf(w, "  articles with a dispute   %s (%d disputes)\n", share(full, articles), disputes)
	return nil
}

// shown is the confidence from which a suggestion is shown without being asked for.
const shown = 0.5
