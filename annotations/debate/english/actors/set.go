// Package actors finds out who takes part in a text: it finds the names, gathers those of one actor,
// reads what persons are, and tells whom a pronoun or a description means.
package actors

import (
	"context"
	"slices"
	"strings"

	"parley/annotations/debate"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// A Set is a document with its names and actors. Names and actors are referred to by index.
//
// What [Find] returns is not changed afterwards. A later stage that learns more of the actors, such as
// whom a pronoun means, adds that to a [Set.Clone] of its own.
type Set struct {
	*text.Document
	Names  []Name // in text order, without overlaps
	Actors []*Actor

	nameOf []int32          // the name that each token is part of, or -1
	inside map[int32]bool   // words that stand with a capital inside sentences
	byRole map[string][]int // persons by the nouns of their roles
	byWord map[string][]int // bodies by the words of their names
	states []int

	asked    []int32 // see ActorOf
	actsMemo []int8  // of each name: 1 if it is the subject of a verb, -1 if not, 0 if it is not known yet
}

// Find returns the names and actors of d. The error is that of ctx, if ctx ends before.
func Find(ctx context.Context, d *text.Document) (*Set, error) {
	as := &Set{Document: d, nameOf: make([]int32, len(d.Tokens))}
	for i := range as.nameOf {
		as.nameOf[i] = -1
	}
	f := &nameFinder{Set: as}
	if err := f.recognise(ctx); err != nil {
		return nil, err
	}
	if err := f.findNames(ctx); err != nil {
		return nil, err
	}
	c := &clusterer{Set: as}
	if err := c.findActors(ctx); err != nil {
		return nil, err
	}
	as.indexActors()
	return as, nil
}

// Clone returns a copy of the set whose actors can be changed without changing those of as.
func (as *Set) Clone() *Set {
	c := *as
	c.asked = nil
	c.Actors = make([]*Actor, len(as.Actors))
	for i, a := range as.Actors {
		b := *a
		b.Mentions = slices.Clone(a.Mentions)
		c.Actors[i] = &b
	}
	return &c
}

// NameAt returns the index of the name that token i is part of, or -1.
func (as *Set) NameAt(i int) int {
	if i < 0 || i >= len(as.Tokens) {
		return -1
	}
	return int(as.nameOf[i])
}

// CapitalInside reports whether the text writes the word of token i with a capital inside a sentence.
func (as *Set) CapitalInside(i int) bool {
	return i >= 0 && i < len(as.Tokens) && as.inside[as.Tokens[i].Word]
}

// Modifies reports whether token i can stand in a noun phrase before the head.
func (as *Set) Modifies(i int) bool {
	w := as.Word(i)
	if w.Flags&text.IsMark != 0 || w.Flags&text.IsSpeech != 0 && as.TagAt(i) != tags.Noun && as.NameAt(i) < 0 {
		return false
	}
	if w.Flags&text.IsPoss != 0 || as.NameAt(i) >= 0 || w.Text == "-" {
		return true
	}
	switch as.TagAt(i) {
	case tags.Adjective, tags.Noun, tags.Nouns, tags.Proper, tags.Number:
		return w.Flags&text.IsWord != 0
	case tags.Gerund, tags.Participle:
		return w.Flags&text.IsCommon != 0
	case tags.Conjunction:
		return w.Lower == "and" && i > 0 && as.Joined(i-1) && as.Joined(i+1)
	case tags.Determiner:
		return true
	}
	return false
}

// Joined reports whether token i can stand beside an "and" inside a noun phrase.
func (as *Set) Joined(i int) bool {
	if i >= len(as.Tokens) || as.Has(i, text.IsMark) {
		return false
	}
	if n := as.NameAt(i); n >= 0 {
		return as.Names[n].Form == debate.ByDemonym || as.Names[n].Entry != nil && as.Names[n].Class == Place || as.Names[n].Class == Place
	}
	return as.TagAt(i) == tags.Noun || as.TagAt(i) == tags.Adjective
}

// Person reports whether actor a is a person.
func (as *Set) Person(a int) bool { return as.Actors[a].Class == Person }

// initials returns the first letters of the words of n that have a capital.
func (as *Set) initials(n *Name) string {
	var b strings.Builder
	for i := n.First; i < n.Last; i++ {
		if as.Has(i, text.IsCap) {
			b.WriteByte(as.Word(i).Text[0])
		}
	}
	return b.String()
}
