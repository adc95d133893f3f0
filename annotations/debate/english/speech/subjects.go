package speech

import (
	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// SubjectCue reads tokens [i, last), a verb of sentence s with the given base form and group, whose subject stands before
// it, but not before lo, as a cue. It reports false if nobody can be its subject.
func (r *Result) SubjectCue(i, last, lo, s int, base string, group byte) (Cue, bool) {
	gerundForm := r.TagAt(i) == tags.Gerund
	k := i - 1
	for ; k >= lo; k-- {
		w := r.Word(k)
		if r.TagAt(k) == tags.Adverb || r.Is(k, "has", "have", "had", "was", "is", "been", "also", "did", "later", "then", "once",
			"again", "however", "both", "all", "publicly", "recently", "as", "quoted", "cited", "not", "never", "reportedly",
			"already") && !(w.Lower == "as" && !r.Is(k-1, "quoted", "cited")) {
			continue
		}
		break
	}
	if k < lo {
		return Cue{}, false
	}
	if r.TagAt(k) == tags.Modal {
		return Cue{}, false
	}
	c := Cue{First: i, Last: last, Base: base, Group: group, Content: last, Sentence: s}
	if gerundForm && !r.Is(i-1, "as") {
		if !r.Is(k, ",", "and", "but", "while", "by") {
			return Cue{}, false
		}
		who, ok := r.mainSubject(s, i)
		c.Source = who
		return c, ok
	}
	if r.Is(k, "and", "but", "or") || r.Is(k, ",") && r.Is(k-1, "and", "but") { // a second verb of the same subject
		if who, ok := r.SourceBefore(s, i); ok && r.TagAt(i) != tags.Noun {
			c.Source = who
			return c, true
		}
		if r.TagAt(i) == tags.VerbPast || r.TagAt(i) == tags.VerbThird {
			who, ok := r.mainSubject(s, i)
			c.Source = who
			return c, ok
		}
		return Cue{}, false
	}
	end := r.AsideStart(k, lo)
	if end == k && r.Is(k, ",") && (r.TagAt(i) == tags.VerbThird || r.TagAt(i) == tags.VerbPast) && r.NameAt(k-1) < 0 ||
		r.Is(k, ",") && r.Lines[r.Sentences[s].Line].Place == text.InHeading && r.lastCueBefore(s, i) != nil {
		who, ok := r.mainSubject(s, i) // "rejects the ruling, vows to appeal"
		c.Source = who
		return c, ok
	}
	who, ok := r.resolve(end, lo)
	if !ok {
		return Cue{}, false
	}
	c.Source = who
	return c, true
}

// AsideStart returns the end of the noun phrase before an aside in commas or brackets
// that ends at token k; k+1 if there is no aside.
func (r *Result) AsideStart(k, lo int) int {
	if r.Is(k, ")") {
		for j := k; j >= lo && j > k-25; j-- {
			if r.Is(j, "(") {
				return r.AsideStart(j-1, lo)
			}
		}
		return k + 1
	}
	if !r.Is(k, ",", "–", "—") {
		return k + 1
	}
	mark := r.Word(k).Text
	near := -1
	for j := k - 1; j > lo && j > k-40; j-- {
		if r.QuoteAt(j) >= 0 {
			break
		}
		if r.Word(j).Text != mark {
			continue
		}
		if near < 0 {
			near = j
			if t := r.NameAt(k - 1); t >= 0 && r.Names[t].Class == actors.Person && r.Names[t].First > j &&
				r.titlesOnly(j+1, r.Names[t].First) {
				return k // "the firm's founder, Rolf Dahlgaard, said"
			}
		}
		if t := r.NameAt(j - 1); t >= 0 && r.Names[t].Class == actors.Person &&
			(r.Names[t].First == r.Sentences[r.Tokens[k].Sentence].First ||
				!r.Is(r.Names[t].First-1, "with", "of", "to", "for", "by", "and", "from", "against")) {
			return j
		}
	}
	if near >= 0 {
		return near
	}
	return k
}

// mainSubject returns who is the subject of sentence s before token t: that of the cue
// before, or the first one who acts.
func (r *Result) mainSubject(s, t int) (actors.Source, bool) {
	if who, ok := r.SourceBefore(s, t); ok {
		return who, true
	}
	for i := r.Sentences[s].First; i < t; i++ {
		if r.QuoteAt(i) >= 0 {
			continue
		}
		if k := r.NameAt(i); k >= 0 && r.Names[k].First == i && r.Names[k].Actor >= 0 && r.Acts(&r.Names[k]) {
			n := &r.Names[k]
			return actors.Source{First: n.First, Last: n.Last, Actor: n.Actor, Form: debate.ByName, Office: false}, true
		}
		if r.Is(i, "he", "she") && (r.Finite(i+1) || r.TagAt(i+1) == tags.Adverb) {
			return actors.Source{First: i, Last: i + 1, Actor: r.pronoun(i), Form: debate.ByPronoun, Office: false}, true
		}
		if (r.TagAt(i) == tags.Noun || r.TagAt(i) == tags.Nouns) && r.NameAt(i) < 0 && r.SameSentence(i, i+1) && r.Finite(i+1) && i+1 < t {
			return r.resolve(i+1, r.Sentences[s].First)
		}
	}
	return actors.Source{}, false
}

// titlesOnly reports whether tokens [from, to) are a title or words like "the former minister".
func (r *Result) titlesOnly(from, to int) bool {
	for k := from; k < to; k++ {
		if !r.Is(k, ",") && !r.Modifies(k) && !r.Has(k, text.IsRole|text.IsHonorific) {
			return false
		}
	}
	return true
}
