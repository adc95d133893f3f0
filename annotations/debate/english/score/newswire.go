package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// newswire scores the names of persons and organisations.
type newswire struct {
	person, body tally
	lost         int // marked words that are not in the text
	show         bool
}

// newswireFiles returns the documents that may be used to measure, in the order of their names.
func newswireFiles(dir string) (out []string) {
	paths, _ := filepath.Glob(filepath.Join(dir, "en-worldwide-newswire", "processed_annotated", "*.txt.tsv"))
	for _, p := range paths {
		base := strings.TrimSuffix(filepath.Base(p), ".txt.tsv")
		if n, err := strconv.Atoi(base[strings.LastIndexByte(base, '_')+1:]); err == nil && n%5 != 0 {
			out = append(out, p)
		}
	}
	return out
}

// one scores the document whose marks are at path.
func (n *newswire) one(ctx context.Context, w io.Writer, path string) (read, error) {
	name := strings.TrimSuffix(filepath.Base(path), ".tsv")
	r, err := open(ctx, filepath.Join(filepath.Dir(path), "..", "original_articles", name))
	if err != nil {
		return read{}, err
	}
	ls, err := lines(path)
	if err != nil {
		return read{}, err
	}
	marked := n.marks(r.v, ls)
	for _, k := range []struct {
		kind  debate.Kind
		label string
		t     *tally
	}{{debate.Person, "Person", &n.person}, {debate.Organisation, "Organization", &n.body}} {
		found := named(r.a, k.kind)
		k.t.add(found, marked[k.label])
		if n.show {
			showNames(w, name, k.label, r.v, found, marked[k.label])
		}
	}
	return r, nil
}

// named returns the passages that name an actor of a kind.
func named(a *debate.Analysis, k debate.Kind) (out []article.Range) {
	for _, x := range a.Actors {
		for _, m := range x.Mentions {
			if x.Kind == k && (m.Form == debate.ByName || m.Form == debate.ByAlias) {
				out = append(out, m.Range)
			}
		}
	}
	return out
}

func showNames(w io.Writer, name, label string, v *article.Version, found, marked []article.Range) {
	for _, f := range found {
		if len(over(marked, f)) == 0 {
			fmt.Fprintf(w, "%s\t%s\twrong\t%s\n", name, label, around(v, f))
		}
	}
	for _, m := range marked {
		if len(over(found, m)) == 0 {
			fmt.Fprintf(w, "%s\t%s\tmissed\t%s\n", name, label, around(v, m))
		}
	}
}

// around returns a passage in brackets with some text on either side.
func around(v *article.Version, r article.Range) string {
	before := article.Range{Start: max(0, r.Start-40), End: r.Start}
	after := article.Range{Start: r.End, End: min(v.Len(), r.End+40)}
	return strings.ReplaceAll(v.Slice(before)+"["+v.Slice(r)+"]"+v.Slice(after), "\n", " ")
}

// marks returns the marked passages by their labels. The marks are given word by word;
// every word is looked for in the text after the one before it.
func (n *newswire) marks(v *article.Version, ls []string) map[string][]article.Range {
	out := make(map[string][]article.Range)
	text, at := v.Text(), 0
	for _, l := range ls {
		word, label, ok := strings.Cut(l, "\t")
		if !ok || strings.TrimSpace(word) == "" {
			continue
		}
		start := seek(text, at, strings.TrimSpace(word))
		if start < 0 {
			n.lost++
			continue
		}
		at = start + len(strings.TrimSpace(word))
		label, _, _ = strings.Cut(label, "\t") // a second mark is inside the first
		begin, kind, ok := strings.Cut(strings.TrimSpace(label), "-")
		if !ok {
			continue
		}
		r := article.Range{Start: v.Pos(start), End: v.Pos(at)}
		if k := len(out[kind]) - 1; begin == "I" && k >= 0 && v.Pos(start)-out[kind][k].End < 4 {
			out[kind][k].End = r.End
		} else {
			out[kind] = append(out[kind], r)
		}
	}
	return out
}

// seek returns where word stands in text at or soon after at, or -1.
func seek(text string, at int, word string) int {
	for at < len(text) {
		r, w := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsSpace(r) {
			break
		}
		at += w
	}
	if k := strings.Index(text[at:min(len(text), at+200+len(word))], word); k >= 0 {
		return at + k
	}
	return -1
}

// sums writes the figures.
func (n *newswire) sums(w io.Writer) {
	fmt.Fprintf(w, "  persons                   %s\n", &n.person)
	fmt.Fprintf(w, "  organisations             %s\n", &n.body)
	fmt.Fprintf(w, "  marked words not found in the text: %d\n", n.lost)
}
