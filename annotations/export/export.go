// Package export hands on articles with their highlights, notes and statements in the formats
// that people already use. The same library gives the same bytes every time: no
// value of the clock is written.
package export

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

// An Entry is an article with what is kept on it.
type Entry struct {
	Article    article.Article
	Version    *article.Version // without its text if neither the format wants it nor a mark or statement is there
	Versions   int
	Marks      []Mark // in text order, those without a place last
	Notes      []annotations.Note
	Statements []Statement // in text order, those without a place last; see [Resolve]
}

// A Mark is a highlight and where it stands in the entry's version.
type Mark struct {
	annotations.Highlight
	Placement anchor.Placement
}

// Entries are the articles of an export, one after another, so that ten thousand fit in little memory.
type Entries = iter.Seq2[Entry, error]

// A Format is a way to write entries.
type Format struct {
	Name        string
	Ext         string // of its files, with the dot
	Description string
	PerArticle  bool   // several articles make several files
	Lost        string // what it never carries, in words; empty if it carries all
	Write       func(io.Writer, Entries) error
	Sheet       func(io.Writer, Entries) error // Write for spreadsheets: with a byte-order mark and a guard against formulas; nil if it is no table
	Wants       annotations.Want               // what of an entry Write must have
	Loses       func(Entry) []Loss             // what of an entry it cannot carry; nil if it carries all
	LosesOf     annotations.Want               // what of an entry Loses must have
}

// everything is all that is kept on an article.
var everything = annotations.Want{Marks: true, Notes: true, Statements: true}

// formats is read only. A new format is one file and one line here.
var formats = []Format{
	{
		Name: "markdown", Ext: ".md", PerArticle: true, Description: "Markdown with properties, as Obsidian, zk and Logseq read it: quotations, notes, tags, statements by dispute and block ids",
		Write: writeMarkdown, Wants: annotations.Want{Marks: true, Notes: true, Statements: true, Text: true},
		Lost:  "offsets; the # of tags with spaces, with signs or without letters, which are written as code; kind, side and aliases of actors",
		Loses: losesMarkdown, LosesOf: annotations.Want{Marks: true, Bare: true},
	},
	{
		Name: "jsonld", Ext: ".jsonld", Description: "W3C Web Annotation (JSON-LD): highlights, notes and statements as a collection with quotation and position selectors",
		Write: writeJSONLD, Wants: everything,
	},
	{
		Name: "csv", Ext: ".csv", Description: "table of marks, comma-separated (RFC 4180), UTF-8",
		Write: exactOf(writeCSV), Sheet: sheetOf(writeCSV), Wants: annotations.Want{Marks: true},
		Lost: "notes on articles; statements; author, outlet, date and address of articles", Loses: losesCSV, LosesOf: annotations.Want{Notes: true, Statements: true, Bare: true},
	},
	{
		Name: "statements-csv", Ext: ".statements.csv",
		Description: "table of statements with actors, disputes and positions, comma-separated (RFC 4180), UTF-8; offsets in code points, the end exclusive",
		Write:       exactOf(writeStatements), Sheet: sheetOf(writeStatements), Wants: annotations.Want{Statements: true},
		Lost:  "highlights; notes on articles; the places of a statement's further passages; other names of actors",
		Loses: losesStatements, LosesOf: annotations.Want{Marks: true, Notes: true, Statements: true, Bare: true},
	},
}

// Formats returns what can be written. The slice is not to be changed.
func Formats() []Format { return formats }

// ErrFormat means that there is no format of that name.
var ErrFormat = errors.New("no such export format")

// ByName returns the format of that name.
func ByName(name string) (Format, error) {
	var names []string
	for _, f := range formats {
		if strings.EqualFold(f.Name, name) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("%w as %q: there are %s", ErrFormat, name, strings.Join(names, ", "))
}

// modified returns the time of the newest entry of e, in UTC: what files say about when they were made.
func modified(e Entry) string {
	t := e.Article.Modified
	for _, m := range e.Marks {
		if m.Modified.After(t) {
			t = m.Modified
		}
	}
	for _, n := range e.Notes {
		if n.Modified.After(t) {
			t = n.Modified
		}
	}
	for _, s := range e.Statements {
		for _, m := range []time.Time{s.Modified, s.Speaker.Modified, s.Question.Modified, s.Answer.Modified, s.Teller.Modified} {
			if m.After(t) {
				t = m
			}
		}
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}
