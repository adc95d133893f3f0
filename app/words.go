package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A stepFunc is Undo or Redo.
type stepFunc func(context.Context) (string, error)

// sortBy sorts s by a key, keeping the order of equals.
func sortBy[T any, K cmp.Ordered](s []T, key func(T) K) {
	slices.SortStableFunc(s, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
}

// showDate writes an ISO date, as exact as it is, for people.
func showDate(iso string) string {
	for _, f := range []struct{ in, out string }{
		{time.DateOnly, "2 January 2006"},
		{"2006-01", "January 2006"},
		{time.RFC3339, "2 January 2006"},
	} {
		if t, err := time.Parse(f.in, iso); err == nil {
			return t.Format(f.out)
		}
	}
	return iso
}

// number writes n with thin spaces between thousands.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// counted writes n with the right form of its word.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// initials returns at most two letters that stand for a name.
func initials(name string) string {
	var out []rune
	for _, f := range strings.Fields(name) {
		r := []rune(f)[0]
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	switch {
	case len(out) > 2:
		out = []rune{out[0], out[len(out)-1]}
	case len(out) == 1 && len(strings.Fields(name)) == 1:
		all := []rune(name)
		if len(all) > 1 {
			out = append(out, all[1])
		}
	case len(out) == 0 && name != "":
		out = []rune{unicode.ToUpper([]rune(name)[0])}
	}
	return string(out)
}

// shortened returns s in at most most signs, with an ellipsis if it was longer.
func shortened(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimRightFunc(string(r[:most-1]), unicode.IsSpace) + "…"
}

// percent writes a share from 0 to 1.
func percent(share float64) string { return fmt.Sprintf("%.0f %%", share*100) }
