package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"strings"

	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/annotations/debate/english"
	"parley/annotations/source"
)

// A read is an article and what was found in it.
type read struct {
	v *article.Version
	a *debate.Analysis
}

// open reads and analyses the plain text at path as the program does.
func open(ctx context.Context, path string) (read, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return read{}, err
	}
	d, err := source.Read(ctx, source.Input{Name: "article.txt", Bytes: b})
	if err != nil {
		return read{}, err
	}
	a, err := english.Suggest(ctx, d.Version)
	return read{d.Version, a}, err
}

// A tally counts what was found, what was marked, and what of either fits the other.
type tally struct{ found, right, marked, hit int }

// add counts the ranges found against those marked: one fits if it overlaps one of the others.
func (t *tally) add(found, marked []article.Range) {
	t.found += len(found)
	t.marked += len(marked)
	for _, f := range found {
		t.right += min(1, len(over(marked, f)))
	}
	for _, m := range marked {
		t.hit += min(1, len(over(found, m)))
	}
}

// over returns those of rs that overlap r.
func over(rs []article.Range, r article.Range) (out []article.Range) {
	for _, x := range rs {
		if x.Overlaps(r) {
			out = append(out, x)
		}
	}
	return out
}

func (t *tally) String() string {
	p, r := ratio(t.right, t.found), ratio(t.hit, t.marked)
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	plo, phi := wilson(t.right, t.found)
	rlo, rhi := wilson(t.hit, t.marked)
	return fmt.Sprintf("precision %5.1f [%.1f, %.1f]  recall %5.1f [%.1f, %.1f]  F1 %5.1f  (%d found, %d marked)",
		100*p, 100*plo, 100*phi, 100*r, 100*rlo, 100*rhi, 100*f, t.found, t.marked)
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// share returns n of so many in per cent, with the interval in which the true share lies with a probability of 95 %.
func share(n, of int) string {
	lo, hi := wilson(n, of)
	return fmt.Sprintf("%5.1f %% [%.1f, %.1f]  (%d of %d)", 100*ratio(n, of), 100*lo, 100*hi, n, of)
}

// wilson returns the bounds of the score interval of a share at a confidence of 95 %, after E. B. Wilson, "Probable
// inference, the law of succession, and statistical inference" (1927). They are 0 and 1 if nothing was counted.
func wilson(n, of int) (lo, hi float64) {
	if of == 0 {
		return 0, 1
	}
	const z = 1.959964
	p, m := ratio(n, of), float64(of)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	d := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, mid-d), min(1, mid+d)
}

// lines returns the lines of a file.
func lines(path string) ([]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return strings.Split(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n"), nil
}
