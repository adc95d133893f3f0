package command

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

type anchorCmd struct{}

// anchorLineMost is the most bytes of one line: two texts of 64 MB, of which every second sign is written as an escape.
const anchorLineMost = 512 << 20

// An anchorLine is a line of the input: a text, if it has one, or else a passage.
type anchorLine struct {
	ID     string  `json:"id"`
	Doc    string  `json:"doc"`
	Text   *string `json:"text"`
	Old    *string `json:"old"`
	Exact  string  `json:"exact"`
	Prefix string  `json:"prefix"`
	Suffix string  `json:"suffix"`
	Start  int     `json:"start"`
	End    int     `json:"end"`
}

// An anchorResult is a line of the output.
type anchorResult struct {
	ID    string   `json:"id"`
	Start *int     `json:"start"`
	End   *int     `json:"end,omitempty"`
	Score *float64 `json:"score,omitempty"`
	State string   `json:"state"`
	Why   string   `json:"why,omitempty"`
	MS    float64  `json:"ms"`
}

// A finder finds passages in one text.
type finder interface {
	Find(context.Context, anchor.Anchor) (anchor.Placement, error)
}

// Run answers each passage as soon as it is read.
func (c *anchorCmd) Run(s *session) error {
	next := lines(s.env.In)
	out := json.NewEncoder(s.machine)
	out.SetEscapeHTML(false)
	var doc string
	var find finder
	for n := 1; ; n++ {
		b, err := next(s.ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if b = bytes.TrimSpace(b); len(b) == 0 {
			continue
		}
		var l anchorLine
		if err := json.Unmarshal(b, &l); err != nil {
			return fmt.Errorf("line %d: it is not a JSON object as this command reads them: %w", n, err)
		}
		switch {
		case l.Text != nil:
			if find, err = l.finder(s.ctx); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			doc = l.Doc
			continue
		case find == nil:
			return fmt.Errorf("line %d: a passage comes before any text; a text is a line with \"text\"", n)
		case l.Doc != doc:
			return fmt.Errorf("line %d: the passage is of text %q, but the last text is %q", n, l.Doc, doc)
		}
		r, err := l.find(s.ctx, find)
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := out.Encode(r); err != nil {
			return err
		}
	}
}

// lines returns a function that returns the next line of in, or ctx's error if that ends before there is one: in may be a pipe that is
// held open.
func lines(in io.Reader) func(context.Context) ([]byte, error) {
	type line struct {
		b   []byte
		err error
	}
	r := bufio.NewReaderSize(in, 1<<20)
	ready := make(chan line)
	wanted := make(chan bool, 1)
	go func() {
		for range wanted {
			b, err := readLine(r)
			ready <- line{b, err}
		}
	}()
	return func(ctx context.Context) ([]byte, error) {
		wanted <- true
		select {
		case l := <-ready:
			return l.b, l.err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// readLine returns the next line with its end. The error is io.EOF at the end of the input.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		b, err := in.ReadSlice('\n')
		line = append(line, b...)
		switch {
		case len(line) > anchorLineMost:
			return nil, fmt.Errorf("it is longer than %d MB", anchorLineMost>>20)
		case err == nil, errors.Is(err, io.EOF) && len(line) > 0:
			return line, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

// finder reads the text of a line, and the former one if it has that.
func (l *anchorLine) finder(ctx context.Context) (finder, error) {
	now, err := textVersion(*l.Text)
	if err != nil {
		return nil, err
	}
	if l.Old == nil {
		return anchor.NewSearch(now), nil
	}
	old, err := textVersion(*l.Old)
	if err != nil {
		return nil, err
	}
	return anchor.NewMapping(ctx, old, now)
}

// textVersion makes a version of a bare text.
func textVersion(text string) (*article.Version, error) {
	n := utf8.RuneCountInString(text)
	if n == 0 {
		return article.NewVersion("", nil, article.Meta{})
	}
	return article.NewVersion(text, []article.Block{{Range: article.Range{End: n}}}, article.Meta{})
}

func (l *anchorLine) find(ctx context.Context, f finder) (anchorResult, error) {
	began := time.Now()
	p, err := f.Find(ctx, anchor.Anchor{Range: article.Range{Start: l.Start, End: l.End}, Exact: l.Exact, Prefix: l.Prefix, Suffix: l.Suffix})
	if err != nil {
		return anchorResult{}, err
	}
	r := anchorResult{ID: l.ID, State: p.State.String(), Why: p.Why, MS: float64(time.Since(began).Microseconds()) / 1000}
	if p.State != anchor.Unattached {
		score := float64(int(p.Score*1000+0.5)) / 1000
		r.Start, r.End, r.Score = &p.Range.Start, &p.Range.End, &score
	}
	return r, nil
}
