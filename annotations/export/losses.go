package export

import (
	"fmt"
	"strconv"
	"strings"

	"parley/annotations/article"
)

// A Loss is how much of one kind a format cannot carry, with the words for one and for several.
type Loss struct {
	N         int
	One, Many string
}

// String says how much is lost.
func (l Loss) String() string {
	if l.N == 1 {
		return "1 " + l.One
	}
	return strconv.Itoa(l.N) + " " + l.Many
}

// maxLosers is how many articles are named with a kind of loss.
const maxLosers = 3

// Losses sums up what a format cannot carry of several entries, by kind. The zero Losses is empty.
type Losses struct {
	kinds []*lostKind
}

type lostKind struct {
	Loss
	articles int
	first    []string // names of some
}

// Add adds what f cannot carry of an entry.
func (l *Losses) Add(f Format, e Entry) {
	if f.Loses == nil {
		return
	}
	for _, x := range f.Loses(e) {
		k := l.kind(x)
		k.N += x.N
		if k.articles++; k.articles <= maxLosers {
			k.first = append(k.first, fmt.Sprintf("“%s” (%s)", e.Article.Title, article.Handle(article.HandleArticle, e.Article.ID)))
		}
	}
}

func (l *Losses) kind(x Loss) *lostKind {
	for _, k := range l.kinds {
		if k.Many == x.Many {
			return k
		}
	}
	k := &lostKind{Loss: Loss{One: x.One, Many: x.Many}}
	l.kinds = append(l.kinds, k)
	return k
}

// Lines returns a line for each kind: how much is lost, and in which articles, of which it names the first few.
func (l *Losses) Lines() []string {
	var out []string
	for _, k := range l.kinds {
		line := k.String() + ": " + strings.Join(k.first, ", ")
		if n := k.articles - len(k.first); n == 1 {
			line += " and 1 more article"
		} else if n > 1 {
			line += fmt.Sprintf(" and %d more articles", n)
		}
		out = append(out, line)
	}
	return out
}

// loss returns a loss as a list, which is empty if nothing is lost.
func loss(n int, one, many string) []Loss {
	if n == 0 {
		return nil
	}
	return []Loss{{n, one, many}}
}
