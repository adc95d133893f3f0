// Train makes the two files by which names are found: the gazetteer and the weights of
// the perceptron, and beside them the manifest that says what they were made of.
//
//	train [-check] [-out FOLDER] [-lists FOLDER] [-rounds N] CORPORA
//
// CORPORA is a folder outside the repository with the sources under the names that the
// manifest gives them. The same sources give the same bytes. With -check nothing is
// written: a fifth of the texts is kept back, and what is found in them is told.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"parley/annotations/debate/english/names"
)

func main() {
	o := options{}
	flag.BoolVar(&o.check, "check", false, "keep back a fifth of the texts and tell what is found there")
	flag.StringVar(&o.out, "out", "annotations/debate/english/names/data", "`folder` to write to")
	flag.StringVar(&o.lists, "lists", "annotations/debate/english/text/lists", "`folder` of the word lists")
	flag.IntVar(&o.rounds, "rounds", 6, "how often the texts are gone over")
	flag.IntVar(&o.copies, "copies", 0, "how often a text is learnt from with other names in it")
	flag.IntVar(&o.made, "made", 1500, "how many texts are made up")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	o.corpora = flag.Arg(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

type options struct {
	corpora, out, lists string
	rounds              int
	copies, made        int
	check               bool
}

func (o options) run(ctx context.Context) error {
	shelf := &shelf{root: o.corpora}
	list, err := gather(shelf, o.lists)
	if err != nil {
		return err
	}
	gazetteer := list.Encode()
	g, err := names.DecodeGazetteer(gazetteer)
	if err != nil {
		return err
	}
	texts, err := readTexts(shelf, list)
	if err != nil {
		return err
	}
	if o.check {
		return o.measure(ctx, texts, list, gazetteer, g)
	}
	weights, err := names.Learn(ctx, samples(o.more(texts, list)), g, o.rounds)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		b    []byte
	}{{"gazetteer.bin", gazetteer}, {"weights.bin", weights}, {"manifest.json", shelf.manifest(gazetteer, weights)}} {
		if err := os.WriteFile(filepath.Join(o.out, f.name), f.b, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: %d bytes\n", f.name, len(f.b))
	}
	return nil
}

// more adds to texts copies with other names, and texts that are made up.
func (o options) more(texts []text, l names.Listing) []text {
	v := newInventor(l)
	out := texts
	for range o.copies {
		for _, t := range texts {
			if len(t.sents) > 1 {
				out = append(out, v.changed(t))
			}
		}
	}
	return append(out, v.texts(o.made)...)
}
