package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"

	"parley/annotations/article"
	"parley/annotations/source"
)

// bag counts the words of a text.
func bag(s string) map[string]int {
	out := map[string]int{}
	for _, w := range tokens(s) {
		out[w]++
	}
	return out
}

func tokens(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' })
}

// shingles counts the runs of four words of a text, as the article extraction benchmark does.
func shingles(s string) map[string]int {
	out := map[string]int{}
	ts := tokens(s)
	for i := range max(len(ts)-3, min(len(ts), 1)) {
		out[strings.Join(ts[i:min(i+4, len(ts))], " ")]++
	}
	return out
}

// pages scores the pages of the benchmark: ours, and what the library alone finds.
func pages(ctx context.Context, w io.Writer, dir string, list bool) error {
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		return err
	}
	var truth map[string]struct {
		Body string `json:"articleBody"`
		URL  string `json:"url"`
	}
	if err := json.Unmarshal(raw, &truth); err != nil {
		return err
	}
	var ids []string
	for id := range truth {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var ours, library total
	for _, id := range ids {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		page, err := unpacked(filepath.Join(dir, "html", id+".html.gz"))
		if err != nil {
			ours.passed++
			continue
		}
		t := truth[id]
		ref := shingles(t.Body)
		address := t.URL
		if !strings.Contains(address, "://") {
			address = "http://" + address
		}
		text := ""
		d, readErr := source.Read(ctx, source.Input{Name: id, URL: address, Bytes: page})
		if readErr == nil {
			text = prose(d.Version)
		}
		f := ours.add(shingles(text), ref)
		g := library.add(shingles(bare(page, address)), ref)
		if list || readErr != nil {
			fmt.Fprintf(w, "%.3f %.3f %s %s %s\n", f, g, id, t.URL, errorWord(readErr))
		}
	}
	fmt.Fprintf(w, "pages, runs of four words: %v\n", &ours)
	fmt.Fprintf(w, "the library alone:         %v\n", &library)
	return nil
}

// prose returns the text of a version without the words that stand for pictures, which those who marked the pages left out.
func prose(v *article.Version) string {
	var b strings.Builder
	for _, k := range v.Blocks() {
		if k.Kind != article.Figure {
			b.WriteString(v.Slice(k.Range) + "\n")
		}
	}
	return b.String()
}

func unpacked(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// bare returns the text that the library finds in a page.
func bare(page []byte, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	a, err := readability.FromReader(bytes.NewReader(page), u)
	if err != nil || a.Node == nil {
		return ""
	}
	var b strings.Builder
	if a.RenderText(&b) != nil {
		return ""
	}
	return b.String()
}
