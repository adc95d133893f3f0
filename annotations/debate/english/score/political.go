package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// political scores direct quotes and who is said to have said them.
type political struct {
	marked, found, named, right int
	odd                         int // articles whose text is not the marked text
	show                        bool
}

// politicalFiles returns the articles that may be used to measure, in the order of their names.
func politicalFiles(dir string) (out []string) {
	for _, part := range []string{"train", "dev"} {
		paths, _ := filepath.Glob(filepath.Join(dir, "PolNeAR", "data", part, "text", "*.txt"))
		out = append(out, paths...)
	}
	return out
}

// A quote is a marked quote: its words and, if it is marked, who says them.
type quote struct{ content, source article.Range }

// one scores the article at path.
func (p *political) one(ctx context.Context, w io.Writer, path string) (read, error) {
	r, err := open(ctx, path)
	if err != nil {
		return read{}, err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return read{}, err
	}
	if !strings.HasPrefix(string(b), r.v.Text()) {
		p.odd++
		return r, nil
	}
	base := strings.TrimSuffix(filepath.Base(path), ".txt")
	marks, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "..", "attributions", base+"_*.ann"))
	if len(marks) == 0 {
		return r, nil
	}
	ls, err := lines(marks[0])
	if err != nil {
		return read{}, err
	}
	for _, q := range direct(r.v, ls) {
		p.marked++
		s := nearest(r.a, q.content)
		if s == nil {
			p.note(w, base, "missed", around(r.v, q.content))
			continue
		}
		p.found++
		if q.source == (article.Range{}) {
			continue
		}
		p.named++
		if speaks(r.a, s, q.source) {
			p.right++
		} else {
			p.note(w, base, "by "+r.v.Slice(s.Source)+", not "+r.v.Slice(q.source), around(r.v, q.content))
		}
	}
	return r, nil
}

func (p *political) note(w io.Writer, base, what, words string) {
	if p.show {
		fmt.Fprintf(w, "%s\t%s\t%s\n", base, strings.ReplaceAll(what, "\n", " "), words)
	}
}

// direct reads the quotes whose content begins with a quote mark and ends with one.
func direct(v *article.Version, ls []string) (out []quote) {
	spans := make(map[string]article.Range)
	for _, l := range ls {
		f := strings.SplitN(l, "\t", 3)
		switch {
		case len(f) == 3 && strings.HasPrefix(f[0], "T"):
			w := strings.Fields(strings.ReplaceAll(f[1], ";", " "))
			if len(w) < 3 {
				continue
			}
			start, err1 := strconv.Atoi(w[1])
			end, err2 := strconv.Atoi(w[len(w)-1])
			if err1 == nil && err2 == nil && 0 <= start && start < end && end <= v.Len() {
				spans[f[0]] = article.Range{Start: start, End: end}
			}
		case len(f) == 2 && strings.HasPrefix(f[0], "E"):
			var q quote
			for part := range strings.FieldsSeq(f[1]) {
				key, id, _ := strings.Cut(part, ":")
				switch key {
				case "Content":
					q.content = spans[id]
				case "Source":
					q.source = spans[id]
				}
			}
			if q.content.End > q.content.Start && quoted(v.Slice(q.content)) {
				out = append(out, q)
			}
		}
	}
	return out
}

// quoted reports whether quote marks stand at both ends of s.
func quoted(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, ".,;:?! \n"))
	return strings.ContainsRune("\"“‘'", first) && strings.ContainsRune("\"”’'", last) && utf8.RuneCountInString(s) > 3
}

// nearest returns the quoted statement that has most of r in it, at least half, or nil.
func nearest(a *debate.Analysis, r article.Range) *debate.FoundStatement {
	var best *debate.FoundStatement
	most := (r.End - r.Start) / 2
	for i := range a.Statements {
		s := &a.Statements[i]
		if s.Attribution == debate.Paraphrase {
			continue
		}
		n := 0
		for _, p := range s.Passages {
			n += max(0, min(p.End, r.End)-max(p.Start, r.Start))
		}
		if n > most {
			best, most = s, n
		}
	}
	return best
}

// speaks reports whether s is said to be by whom the words at r name.
func speaks(a *debate.Analysis, s *debate.FoundStatement, r article.Range) bool {
	if s.Source.Overlaps(r) {
		return true
	}
	for _, x := range a.Actors {
		for _, m := range x.Mentions {
			if x.ID == s.Actor && m.Overlaps(r) {
				return true
			}
		}
	}
	return false
}

// sums writes the figures.
func (p *political) sums(w io.Writer) {
	fmt.Fprintf(w, "  direct quotes found       %s\n", share(p.found, p.marked))
	fmt.Fprintf(w, "  of these, right speaker   %s\n", share(p.right, p.named))
	if p.odd > 0 {
		fmt.Fprintf(w, "  articles left out, since their text is read differently: %d\n", p.odd)
	}
}
