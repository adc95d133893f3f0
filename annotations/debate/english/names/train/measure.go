package main

import (
	"context"
	"fmt"
	"os"

	"parley/annotations/debate/english/names"
)

// measure trains without every fifth text and tells what is found in those.
func (o options) measure(ctx context.Context, texts []text, list names.Listing, gazetteer []byte, g *names.Gazetteer) error {
	var learn, held []text
	for i, t := range texts {
		if i%5 == 2 {
			held = append(held, t)
		} else {
			learn = append(learn, t)
		}
	}
	weights, err := names.Learn(ctx, samples(o.more(learn, list)), g, o.rounds)
	if err != nil {
		return err
	}
	r, err := names.Decode(weights, gazetteer)
	if err != nil {
		return err
	}
	fmt.Printf("gazetteer %d bytes, weights %d bytes\n", len(gazetteer), len(weights))
	type tally struct{ hit, found, marked int }
	counts := make(map[string]*[6]tally)
	for i, x := range samples(held) {
		found, err := r.Find(ctx, x.Text)
		if err != nil {
			return err
		}
		corpus := held[i].name[:4]
		if counts[corpus] == nil {
			counts[corpus] = new([6]tally)
		}
		c := counts[corpus]
		is := make(map[names.Span]bool)
		for _, s := range x.Names {
			c[s.Kind].marked++
			is[s] = true
		}
		for _, s := range found {
			c[s.Kind].found++
			s.Margin = 0
			if is[s] {
				c[s.Kind].hit++
				delete(is, s)
			} else if os.Getenv("SHOW") != "" {
				fmt.Printf("%s: %d found %s\n", held[i].name, s.Kind, words(x, s))
			}
		}
		if os.Getenv("SHOW") != "" {
			for _, s := range x.Names {
				if is[s] {
					fmt.Printf("%s: %d missed %s\n", held[i].name, s.Kind, words(x, s))
				}
			}
		}
	}
	for _, corpus := range []string{"GUM_", "wiki", "wnut", "re3d"} {
		fmt.Printf("%-10s", corpus)
		for k, name := range []string{"", "person", "body", "place", "demonym", "thing"} {
			if c := counts[corpus][k]; k > 0 {
				fmt.Printf("  %s %.1f (%d)", name, 200*float64(c.hit)/float64(max(1, c.found+c.marked)), c.marked)
			}
		}
		fmt.Println()
	}
	return nil
}

func words(x names.Sample, s names.Span) string {
	out := ""
	for i := max(0, s.First-4); i < min(len(x.Tokens), s.Last+4); i++ {
		if i == s.First {
			out += "["
		}
		out += x.Words[x.Tokens[i].Word]
		if i == s.Last-1 {
			out += "]"
		}
		out += " "
	}
	return out
}
