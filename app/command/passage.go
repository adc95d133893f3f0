package command

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/annotations/article"
)

// A passage names words of an article on the command line.
type passage struct {
	Article string `required:"" placeholder:"ARTICLE" help:"The article."`
	Exact   string `placeholder:"TEXT" help:"The words of the passage, character for character; a letter goes with its accents."`
	Prefix  string `placeholder:"TEXT" help:"What stands right before it."`
	Suffix  string `placeholder:"TEXT" help:"What stands right after it."`
	Start   int    `default:"-1" placeholder:"N" help:"The code point the passage begins with. A letter that is cut from its accents is taken whole."`
	End     int    `default:"-1" placeholder:"N" help:"The code point after the passage."`
}

// check reports whether the passage is named in one of the two ways.
func (p *passage) check() error {
	if (p.Exact == "") == (p.Start < 0 && p.End < 0) {
		return fmt.Errorf("%w: name the passage by --exact or by --start and --end", errUsage)
	}
	switch {
	case p.Exact == "" && (p.Start < 0 || p.End < 0):
		return fmt.Errorf("%w: --start and --end belong together", errUsage)
	case p.Exact == "" && p.Prefix+p.Suffix != "":
		return fmt.Errorf("%w: --prefix and --suffix go with --exact", errUsage)
	}
	return nil
}

// placesMost is how many places are named where a passage is not the only one of its words.
const placesMost = 10

// in returns the one passage of v that is meant.
func (p *passage) in(v *article.Version) (article.Range, error) {
	if p.Exact == "" {
		if p.Start < 0 || p.End <= p.Start || p.End > v.Len() {
			return article.Range{}, fmt.Errorf("%d to %d: the text has code points 0 to %d", p.Start, p.End, v.Len())
		}
		return article.Range{Start: p.Start, End: p.End}, nil
	}
	places := p.places(v)
	whole := slices.DeleteFunc(slices.Clone(places), func(r article.Range) bool { return !v.IsWhole(r) })
	if len(whole) == 0 && len(places) > 0 {
		r := v.Whole(places[0])
		return article.Range{}, fmt.Errorf("%q: these characters stand in “%s” only as a part of “%s”; quote letters with their accents, and emoji whole",
			p.Exact, v.Title, oneLineOf(v, r))
	}
	switch places = whole; len(places) {
	case 0:
		return article.Range{}, fmt.Errorf("%q: these words do not stand in “%s”; quote them character for character", p.Exact, v.Title)
	case 1:
		return places[0], nil
	}
	var at []string
	for _, r := range places[:min(len(places), placesMost)] {
		at = append(at, fmt.Sprintf("%d–%d “%s”", r.Start, r.End, oneLineOf(v, article.Range{Start: r.Start - 20, End: r.End + 20})))
	}
	more := ""
	if n := len(places) - len(at); n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	return article.Range{}, fmt.Errorf("%q: these words stand in %d places; decide with --prefix and --suffix, or --start and --end: %s%s",
		p.Exact, len(places), strings.Join(at, "; "), more)
}

// places returns where in v the words stand between the prefix and the suffix.
func (p *passage) places(v *article.Version) []article.Range {
	var places []article.Range
	text := v.Text()
	for from := 0; ; {
		i := strings.Index(text[from:], p.Exact)
		if i < 0 {
			return places
		}
		i += from
		if strings.HasSuffix(text[:i], p.Prefix) && strings.HasPrefix(text[i+len(p.Exact):], p.Suffix) {
			start := v.Pos(i)
			places = append(places, article.Range{Start: start, End: start + utf8.RuneCountInString(p.Exact)})
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		from = i + n
	}
}
