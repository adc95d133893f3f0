// Score runs the analysis over corpora that lie in a folder outside the repository and
// prints how much of what is marked there it finds. The corpora have no licence: they
// measure, and nothing is learnt from them.
//
//	score [-every N] [-show name|quote] FOLDER
//
// FOLDER holds en-worldwide-newswire and PolNeAR as they are published; a corpus that is
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
	show := flag.String("show", "", "also list what was missed or wrong: names, quotes")
	flag.Parse()
	if flag.NArg() != 1 || *every < 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, flag.Arg(0), *every, *show); err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(1)
	}
}

// run scores the corpora in dir and writes the figures to w.
func run(ctx context.Context, w io.Writer, dir string, every int, show string) error {
	fmt.Fprintf(w, "engine %s, every %d. document\n", english.Engine, every)
	n := &newswire{show: show == "names"}
	p := &political{show: show == "quotes"}
	for _, c := range []struct {
		name  string
		files []string
		one   func(ctx context.Context, w io.Writer, path string) (read, error)
		sums  func(w io.Writer)
	}{
		{"en-worldwide-newswire", newswireFiles(dir), n.one, n.sums},
		{"PolNeAR", politicalFiles(dir), p.one, p.sums},
	} {
		if len(c.files) == 0 {
			fmt.Fprintf(w, "%s: not in %s\n", c.name, dir)
			continue
		}
		var articles, full, disputes, size int
		begun := time.Now()
		for i, path := range c.files {
			if i%every != 0 {
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
	}
	return nil
}

// shown is the confidence from which a suggestion is shown without being asked for.
const shown = 0.5
