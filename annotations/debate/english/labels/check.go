package labels

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"parley/annotations/article"
)

// maxDisputes is the most disputes of one article that the guide allows.
const maxDisputes = 7

// Checksum returns the checksum of the bytes of a text.
func Checksum(text string) string {
	h := sha256.Sum256([]byte(text))
	return hex.EncodeToString(h[:])
}

// Check reports, as one joined error, where a does not fit its text or breaks the guide. Text is the text as it stands in its file,
// so that it may end with line ends that the canonical text does not have.
func (a Article) Check(text string) error {
	var errs []error
	if a.SHA256 != Checksum(text) {
		errs = append(errs, errors.New("the checksum is not that of the text"))
	}
	if len(a.Disputes) > maxDisputes {
		errs = append(errs, fmt.Errorf("%d disputes, and at most %d are allowed", len(a.Disputes), maxDisputes))
	}
	runes := []rune(strings.TrimRight(text, "\n"))
	for _, d := range a.Disputes {
		for _, err := range d.check(runes) {
			errs = append(errs, fmt.Errorf("%s: %w", d.Question, err))
		}
	}
	return errors.Join(errs...)
}

func (d Dispute) check(text []rune) (errs []error) {
	if !strings.HasSuffix(d.Question, "?") {
		errs = append(errs, errors.New("the question has no question mark"))
	}
	for _, r := range d.Shows {
		errs = append(errs, checkRange(r, text)...)
	}
	for _, p := range d.Positions {
		for i, s := range p.Stands {
			errs = append(errs, checkRange(s.Range, text)...)
			for _, o := range p.Stands[:i] {
				if o.Party == s.Party && o.Range.Start < s.Range.End && s.Range.Start < o.Range.End {
					errs = append(errs, fmt.Errorf("passages %v and %v of %s overlap", o.Range, s.Range, s.Party))
				}
			}
		}
	}
	switch {
	case len(d.Positions) == 0 && len(d.Shows) == 0:
		errs = append(errs, errors.New("no passage"))
	case !d.Half && len(d.Shows) == 0 && !d.divided():
		errs = append(errs, errors.New("two parties do not stand differently, and the author does not say so: half, or no dispute"))
	}
	return errs
}

// divided reports whether two parties stand differently.
func (d Dispute) divided() bool {
	type place struct {
		position int
		stance   Stance
	}
	at := make(map[place]string) // a party that stands there
	for i, p := range d.Positions {
		for _, s := range p.Stands {
			for other, party := range at {
				if party != s.Party && other != (place{i, s.Stance}) {
					return true
				}
			}
			at[place{i, s.Stance}] = s.Party
		}
	}
	return false
}

func checkRange(r article.Range, text []rune) []error {
	switch {
	case r.Start < 0 || r.End <= r.Start || r.End > len(text):
		return []error{fmt.Errorf("%v is outside the text of %d code points", r, len(text))}
	case unicode.IsSpace(text[r.Start]) || unicode.IsSpace(text[r.End-1]):
		return []error{fmt.Errorf("%v begins or ends with white space", r)}
	}
	return nil
}

// Resolve reads a label file in which the passages are given by their words ("for Ines Calder :: the exact words"), finds each
// in the text, and adds the checksum. Words that do not occur exactly once are an error. A pilcrow between spaces stands for the
// end of a paragraph. Stands are put in the order of the text.
func Resolve(name string, data []byte, text string) (Article, error) {
	find := func(words string) (article.Range, error) {
		words = strings.ReplaceAll(words, " ¶ ", "\n\n")
		if n := strings.Count(text, words); n != 1 || words == "" {
			return article.Range{}, fmt.Errorf("words occur %d times: %s", n, words)
		}
		start := len([]rune(text[:strings.Index(text, words)]))
		return article.Range{Start: start, End: start + len([]rune(words))}, nil
	}
	a, err := parse(name, data, place{":: ", find})
	if err != nil {
		return Article{}, err
	}
	a.SHA256 = Checksum(text)
	for _, d := range a.Disputes {
		for _, p := range d.Positions {
			slices.SortStableFunc(p.Stands, func(a, b Stand) int { return cmp.Compare(a.Range.Start, b.Range.Start) })
		}
	}
	return a, a.Check(text)
}
