package speech

import (
	"context"

	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// A Cue is tokens [First, Last), which tell that somebody says something: a verb, "according to", a colon.
type Cue struct {
	First, Last int
	Source      actors.Source // who says it
	Base        string        // of a verb, its base form; otherwise "according", ":" or "dash"
	Group       byte          // see text.SpeechVerb
	Content     int           // the token with which what is said begins, unless Before
	Before      bool          // what is said stands before the cue
	Sentence    int
	Used        bool // a quote belongs to it
	by          int  // index of the statement made of it, or -1
}

// Span returns the tokens from the first to the last word of the cue and its source.
func (c *Cue) Span() (first, last int) {
	return min(c.First, c.Source.First), max(c.Last, c.Source.Last)
}

// findCues finds the cues outside quotes, in text order.
func (f *finder) findCues(ctx context.Context) error {
	f.spoke = make([]int32, len(f.Sentences))
	for s := range f.Sentences {
		if s&255 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		f.cueAt = append(f.cueAt, len(f.Cues))
		f.cuesOf(s)
	}
	f.cueAt = append(f.cueAt, len(f.Cues))
	return ctx.Err()
}

// cuesOf adds the cues of sentence s.
func (f *finder) cuesOf(s int) {
	lo := f.Sentences[s].First
	bound := lo // subjects are not looked for before it
	if f.colonCue(s) {
		bound = f.Cues[len(f.Cues)-1].Last
	}
	for i := lo; i < f.Sentences[s].Last; i++ {
		if f.QuoteAt(i) >= 0 {
			bound = max(bound, min(i, f.Sentences[s].Last-1))
			continue
		}
		w := f.Word(i)
		var c Cue
		ok := false
		switch {
		case w.Flags&text.IsSpeech != 0:
			c, ok = f.verbCue(i, max(bound, i-60), s)
		case (w.Lower == "put" || w.Lower == "puts") && f.Is(i+1, "it"):
			if c, ok = f.SubjectCue(i, i+2, max(bound, i-60), s, "put it", '='); ok {
				c.Before = true
			}
		// "Aune did: “…”"
		case (w.Lower == "spoke" || w.Lower == "speaks") && f.Is(i+1, "of") && f.quoteSoon(i, s),
			w.Lower == "did" && f.Is(i+1, ":") && f.Has(i+2, text.IsMark):
			c, ok = f.SubjectCue(i, i+1, max(bound, i-60), s, "speak", '=')
		case w.Lower == "according" && f.Is(i+1, "to"), w.Lower == "words" && f.Is(i+1, "of"):
			c, ok = f.accordingCue(i, s)
		case w.Lower == "clear" && f.Is(i-1, "it") && f.Has(i-2, text.IsWord) && f.Is(i-2, "made", "makes", "making", "make"):
			c, ok = f.SubjectCue(i-2, i+1, max(bound, i-60), s, "make clear", '=')
		}
		if ok {
			f.addCue(c)
		}
	}
	if n := f.cueAt[s]; n < len(f.Cues) && f.Cues[n].Source.Actor >= 0 {
		f.spoke[s] = int32(f.Cues[n].Source.Actor) + 1
	}
}

func (f *finder) addCue(c Cue) {
	c.by = -1
	f.Cues = append(f.Cues, c)
	if c.Source.Actor >= 0 && c.Source.Form == debate.ByPronoun ||
		c.Source.Form == debate.ByDescription && c.Source.Actor >= 0 && !c.Source.Office {
		f.Refer(c.Source)
	}
}

// colonCue reads "US envoy: the deal is close" and adds it.
func (f *finder) colonCue(s int) bool {
	first, last := f.AfterDateline(s), f.Sentences[s].Last
	for i := first; i < min(first+9, last); i++ {
		w := f.Word(i)
		if f.QuoteAt(i) >= 0 || w.Flags&text.IsSpeech != 0 && f.TagAt(i) != tags.Noun && f.TagAt(i) != tags.Nouns &&
			f.TagAt(i) != tags.Proper {
			return false
		}
		if w.Text != ":" {
			continue
		}
		if i == first || i+2 >= last {
			return false
		}
		who, ok := f.resolve(i, first)
		if !ok || who.First > first+3 && f.TagAt(first) != tags.Determiner || who.Actor < 0 && !f.Has(i-1, text.IsRole) ||
			f.Has(i-1, text.IsSpeech) {
			return false
		}
		if who.Actor >= 0 && f.Actors[who.Actor].Class == actors.Quiet {
			return false
		}
		f.addCue(Cue{First: i, Last: i + 1, Source: who, Base: ":", Group: '=', Content: i + 1, Sentence: s})
		return true
	}
	return false
}

// verbCue reads the verb of saying at i with its subject.
func (f *finder) verbCue(i, lo, s int) (Cue, bool) {
	w := f.Word(i)
	if len(w.Verbs) == 0 {
		return Cue{}, false
	}
	v := w.Verbs[0]
	prevMark := f.Has(i-1, text.IsMark) || f.Is(i-1, ",") && (f.Has(i-2, text.IsMark) || f.dialogue(f.Sentences[s].Line))
	nextMark := f.Has(i+1, text.IsMark) || f.Is(i+1, ":") || f.Is(i+1, ",") && f.Has(i+2, text.IsMark)
	switch f.TagAt(i) {
	case tags.VerbPast, tags.VerbThird, tags.VerbBase, tags.Participle, tags.Gerund:
	case tags.Noun, tags.Nouns, tags.Adjective, tags.Other, tags.Proper, tags.Adverb, tags.Preposition:
		if !nextMark && !(prevMark && f.SameSentence(i, i+1)) && !f.subjectNear(i, lo) && !(v.Form == 'z' && f.clauseFollows(i)) {
			return Cue{}, false
		}
	default:
		return Cue{}, false
	}
	if f.TagAt(i) == tags.Gerund && (v.Base == "indicate" || v.Base == "suggest" || v.Base == "imply" || v.Base == "signal" ||
		v.Base == "reveal" || v.Base == "confirm" || v.Base == "find") {
		return Cue{}, false // what the author concludes
	}
	if v.Base == "see" || v.Base == "go" || v.Base == "find" || v.Base == "want" || v.Base == "order" || v.Base == "view" ||
		v.Base == "regard" {
		if !f.quoteSoon(i, s) {
			return Cue{}, false
		}
	}
	if f.TagAt(i) == tags.Participle && f.Is(i+1, "by") && f.Passive(i, lo) { // viewed by X as "…"
		if k := f.phraseEndName(i + 2); k > i+2 {
			if who, ok := f.resolve(k, i+2); ok {
				return Cue{First: i, Last: i + 2, Source: who, Base: v.Base, Group: v.Group, Content: k, Sentence: s}, true
			}
		}
		return Cue{}, false
	}
	if (prevMark || f.Is(i-1, "—", "–") && f.Has(i-2, text.IsMark)) && v.Form != 'g' && v.Form != 'b' {
		if c, ok := f.invertedCue(i, s, v); ok {
			return c, true
		}
	}
	if f.Is(i-1, "to", "not") && !f.Is(i-2, "did", "do", "does") {
		return Cue{}, false
	}
	return f.SubjectCue(i, i+1, lo, s, v.Base, v.Group)
}

// clauseFollows reports whether the words after a verb at i begin what it takes as its object.
func (f *finder) clauseFollows(i int) bool {
	return f.Is(i+1, "that", "the", "a", "an", "it", "they", "he", "she", "this", "these", "its", "their", "his", "her", "whether")
}

// phraseEndName returns the end of the noun phrase that begins at i.
func (f *finder) phraseEndName(i int) int {
	k := i
	for ; k < i+8 && f.SameSentence(i, k); k++ {
		if f.QuoteAt(k) >= 0 || f.Is(k, ",", ".", ";", ":", "as", "in", "on", "after", "and", "who", "that", "to") {
			break
		}
	}
	return k
}

// subjectNear reports whether the word before i is a pronoun or name that can be its subject.
func (f *finder) subjectNear(i, lo int) bool {
	k := i - 1
	for k > lo && f.TagAt(k) == tags.Adverb {
		k--
	}
	return k >= lo && (f.Is(k, "he", "she", "who") || f.NameAt(k) >= 0 && f.Names[f.NameAt(k)].Class == actors.Person) && f.QuoteAt(k) < 0
}

// quoteSoon reports whether a quote opens within a few words after i in its sentence.
func (f *finder) quoteSoon(i, s int) bool {
	for k := i + 1; k < min(i+12, f.Sentences[s].Last); k++ {
		if f.QuoteAt(k) >= 0 {
			return true
		}
	}
	return false
}

// invertedCue reads "…," said X, who ….
func (f *finder) invertedCue(i, s int, v text.SpeechVerb) (Cue, bool) {
	end := i + 1
	for ; end < min(i+12, f.Sentences[s].Last); end++ {
		w := f.Word(end)
		if k := f.NameAt(end); k >= 0 && f.Names[k].Class == actors.Person && f.Names[k].First == end {
			n := &f.Names[k]
			return Cue{
				First: i, Last: i + 1,
				Source: actors.Source{First: n.First, Last: n.Last, Actor: n.Actor, Form: debate.ByName, Office: false}, Base: v.Base,
				Group: v.Group, Content: n.Last, Before: true, Sentence: s,
			}, true
		}
		if w.Flags&text.IsMark != 0 || w.Flags&(text.IsWord|text.IsPoss|text.IsAbbr) == 0 && w.Text != "-" ||
			f.Is(end, "that", "who", "in", "on", "at", "after", "during", "as", "when") ||
			end > i+1 && f.TagAt(end) == tags.VerbPast || f.Is(end, "to", "he", "she") && end > i+1 {
			break
		}
	}
	if end == i+1 || f.Is(i+1, "he", "she") && end > i+2 {
		return Cue{}, false
	}
	if k := end + 1; f.Is(end, ",") && f.SameSentence(i, k) && f.NameAt(k) >= 0 { // "said the harbour's master, Tomas Keane"
		if n := &f.Names[f.NameAt(k)]; n.Class == actors.Person && n.First == k && f.Is(n.Last, ".", ",", ";", "(", "–", "—") {
			return Cue{
				First: i, Last: i + 1,
				Source: actors.Source{First: n.First, Last: n.Last, Actor: n.Actor, Form: debate.ByName, Office: false}, Base: v.Base,
				Group: v.Group, Content: n.Last, Before: true, Sentence: s,
			}, true
		}
	}
	who, ok := f.resolve(end, i+1)
	if !ok || who.Actor < 0 && !who.Office && who.Form != debate.ByPronoun && f.TagAt(who.First) == tags.Adverb {
		return Cue{}, false
	}
	return Cue{First: i, Last: i + 1, Source: who, Base: v.Base, Group: v.Group, Content: end, Before: true, Sentence: s}, true
}

// accordingCue reads "according to X" and "in the words of X".
func (f *finder) accordingCue(i, s int) (Cue, bool) {
	last := i + 2
	end := f.PhraseEnd(last)
	for k := last; k < end; k++ {
		if t := f.NameAt(k); t >= 0 && f.Names[t].Class == actors.Person && f.Names[t].First == k {
			end = f.Names[t].Last
			break
		}
	}
	if f.Is(last, "him", "her", "them") {
		who := actors.Source{First: last, Last: last + 1, Actor: -1, Form: debate.ByPronoun, Office: false}
		if !f.Is(last, "them") {
			who.Actor = f.pronoun(last)
		}
		return Cue{
			First: i, Last: last, Source: who, Base: "according", Group: '=', Content: last + 1,
			Before: i > f.Sentences[s].First, Sentence: s,
		}, true
	}
	end = min(end, f.Sentences[s].Last)
	who, ok := f.resolve(end, last)
	if !ok || end <= last {
		return Cue{}, false
	}
	if who.Actor >= 0 && f.Actors[who.Actor].Class == actors.Quiet {
		who.Actor = -1
	}
	return Cue{
		First: i, Last: last, Source: who, Base: "according", Group: '=', Content: end, Before: i > f.Sentences[s].First+2,
		Sentence: s,
	}, true
}
