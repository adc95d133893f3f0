// Package labels reads label files: which questions are disputed in an article, who answers them how, and where the
// article says so, as a careful reader has noted it. GUIDE.md says how labels are made.
//
// A label file is UTF-8 text, one entry a line:
//
//	document GUM_news_afghan     the name of an open text; absent if the text stands beside the file
//	sha256 HEX                   checksum of the bytes of the text
//	nodispute                    or else, for each dispute:
//	question Should the tram be built?
//	half                         the other side is not given
//	position The tram should be built
//	for Ines Calder @ 10-52      also against and conditional; code points of the text, the end excluded
//	shows @ 60-80                the author says that it is contested
package labels

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"parley/annotations/article"
)

// An Article holds the labels of one text.
type Article struct {
	Document string // name of the open text; empty for one of our own
	SHA256   string // checksum of the bytes of the text, in lower-case hexadecimal digits
	Disputes []Dispute
}

// A Dispute is a question to which parties give different answers.
type Dispute struct {
	Question  string
	Half      bool // only one side is given, or the author only implies the contest
	Positions []Position
	Shows     []article.Range // where the author says that the question is contested
}

// A Position is an answer to the question of a dispute.
type Position struct {
	Answer string
	Stands []Stand
}

// A Stand is a passage in which a party takes a stand on a position.
type Stand struct {
	Party  string
	Stance Stance
	Range  article.Range
}

// A Stance says how a party stands towards a position.
type Stance uint8

const (
	For Stance = iota
	Against
	Conditional
)

// stances is read only.
var stances = [...]string{For: "for", Against: "against", Conditional: "conditional"}

func (s Stance) String() string { return stances[s] }

// A SyntaxError is a line of a label file that cannot be read.
type SyntaxError struct {
	File string
	Line int // from 1
	Msg  string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg) }

// Parse reads the label file called name. An error in a line is a *SyntaxError.
func Parse(name string, data []byte) (Article, error) {
	return parse(name, data, offsets)
}

// A place reads what follows the party in a line: "10-52" after " @ ", or the words after " :: ".
type place struct {
	separator string
	find      func(s string) (article.Range, error)
}

// offsets is read only.
var offsets = place{"@ ", parseRange}

func parse(name string, data []byte, at place) (Article, error) {
	p := parser{at: at}
	for i, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSuffix(line, "\r"); line == "" {
			continue
		}
		if err := p.line(line); err != nil {
			return Article{}, &SyntaxError{name, i + 1, err.Error()}
		}
	}
	if !p.none && len(p.a.Disputes) == 0 {
		return Article{}, &SyntaxError{name, 1, "neither a question nor nodispute"}
	}
	return p.a, nil
}

type parser struct {
	a    Article
	none bool // nodispute was read
	at   place
}

func (p *parser) line(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	if rest != strings.TrimSpace(rest) {
		return fmt.Errorf("white space around %q", rest)
	}
	switch word {
	case "document", "sha256":
		return p.head(word, rest)
	case "nodispute":
		if rest != "" || len(p.a.Disputes) > 0 {
			return fmt.Errorf("nodispute stands alone")
		}
		p.none = true
		return nil
	case "question":
		if p.none || rest == "" {
			return fmt.Errorf("a question needs words and excludes nodispute")
		}
		p.a.Disputes = append(p.a.Disputes, Dispute{Question: rest})
		return nil
	}
	if len(p.a.Disputes) == 0 {
		return fmt.Errorf("%q before the first question", word)
	}
	return p.inside(&p.a.Disputes[len(p.a.Disputes)-1], word, rest)
}

// head reads a line that stands before the first question.
func (p *parser) head(word, rest string) error {
	field := &p.a.Document
	if word == "sha256" {
		field = &p.a.SHA256
		if b, err := hex.DecodeString(rest); err != nil || len(b) != 32 || rest != strings.ToLower(rest) {
			return fmt.Errorf("%q is no checksum of 64 lower-case hexadecimal digits", rest)
		}
	}
	if *field != "" || rest == "" || p.none || len(p.a.Disputes) > 0 {
		return fmt.Errorf("%s stands once, before the first question, with a value", word)
	}
	*field = rest
	return nil
}

// inside reads a line of dispute d.
func (p *parser) inside(d *Dispute, word, rest string) error {
	switch word {
	case "half":
		if rest != "" || d.Half || len(d.Positions) > 0 || len(d.Shows) > 0 {
			return fmt.Errorf("half stands alone, straight after the question")
		}
		d.Half = true
		return nil
	case "position":
		if rest == "" {
			return fmt.Errorf("a position needs words")
		}
		d.Positions = append(d.Positions, Position{Answer: rest})
		return nil
	case "shows":
		words, ok := strings.CutPrefix(rest, p.at.separator)
		if !ok {
			return fmt.Errorf("shows needs %q", p.at.separator)
		}
		r, err := p.at.find(words)
		d.Shows = append(d.Shows, r)
		return err
	}
	for stance, name := range stances {
		if word != name {
			continue
		}
		party, words, ok := strings.Cut(rest, " "+p.at.separator)
		if !ok || strings.TrimSpace(party) != party || party == "" {
			return fmt.Errorf("%s needs a party and %q", word, p.at.separator)
		}
		if len(d.Positions) == 0 {
			return fmt.Errorf("%s before the first position", word)
		}
		r, err := p.at.find(words)
		last := &d.Positions[len(d.Positions)-1]
		last.Stands = append(last.Stands, Stand{party, Stance(stance), r})
		return err
	}
	return fmt.Errorf("unknown word %q", word)
}

func parseRange(s string) (article.Range, error) {
	from, to, _ := strings.Cut(s, "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || start < 0 || end <= start || s != fmt.Sprintf("%d-%d", start, end) {
		return article.Range{}, fmt.Errorf("%q is not a range START-END", s)
	}
	return article.Range{Start: start, End: end}, nil
}

// Format writes a label file that Parse reads as a.
func Format(a Article) []byte {
	var b bytes.Buffer
	if a.Document != "" {
		fmt.Fprintf(&b, "document %s\n", a.Document)
	}
	if a.SHA256 != "" {
		fmt.Fprintf(&b, "sha256 %s\n", a.SHA256)
	}
	if len(a.Disputes) == 0 {
		b.WriteString("nodispute\n")
	}
	for _, d := range a.Disputes {
		fmt.Fprintf(&b, "question %s\n", d.Question)
		if d.Half {
			b.WriteString("half\n")
		}
		for _, p := range d.Positions {
			fmt.Fprintf(&b, "position %s\n", p.Answer)
			for _, s := range p.Stands {
				fmt.Fprintf(&b, "%s %s @ %d-%d\n", s.Stance, s.Party, s.Range.Start, s.Range.End)
			}
		}
		for _, r := range d.Shows {
			fmt.Fprintf(&b, "shows @ %d-%d\n", r.Start, r.End)
		}
	}
	return b.Bytes()
}
