package speech

import (
	"cmp"
	"context"
	"slices"

	"parley/annotations/debate"
	"parley/annotations/debate/english/actors"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
)

// A Statement is what somebody says in one place of the text.
type Statement struct {
	Source      actors.Source // its Last is 0 if the text names none
	Actor       int           // who says it; -1 if not known
	Cue         [2]int        // tokens; zero if there is none
	Passages    [][2]int      // the words said, in bytes and in text order; at least one
	Attribution debate.Attribution
	Sentence    int     // in which it begins
	Line        int     // in which it ends
	End         int     // the byte at which its last passage ends
	Content     [2]int  // the tokens that tell what it is about, which may be more than the words said
	Base        string  // of its cue
	Group       byte    // of its cue
	Confidence  float64 // that it is by Actor
	Reason      string  // for people: how its speaker was found
}

// findStatements ties quotes to cues and makes statements of them and of the cues left.
func (f *finder) findStatements(ctx context.Context) error {
	for q := range f.Quotes {
		if q&255 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if f.Quotes[q].Depth == 0 && f.Quotes[q].Prev < 0 && f.Quotes[q].Tokens[1] > 0 {
			f.attribute(q)
		}
	}
	for c := range f.Cues {
		if c&255 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !f.Cues[c].Used {
			f.paraphrase(c)
		}
	}
	slices.SortStableFunc(f.said, func(a, b *Statement) int { return cmp.Compare(a.Passages[0][0], b.Passages[0][0]) })
	return ctx.Err()
}

// quoted returns the words of a quote, in all its parts.
func (f *finder) quoted(q int) (passages [][2]int, words int) {
	for k := q; k >= 0 && len(passages) < 60; k = f.Quotes[k].Next {
		start, end := f.Trim(f.Quotes[k].Start, f.Quotes[k].End)
		if start < end {
			passages = append(passages, [2]int{start, end})
		}
		for t := f.Quotes[k].Tokens[0]; t < f.Quotes[k].Tokens[1] && words < 100; t++ {
			if f.Has(t, text.IsWord) {
				words++
			}
		}
	}
	return passages, words
}

// attribute finds who speaks in quote q, which begins a chain of parts.
func (f *finder) attribute(q int) {
	passages, words := f.quoted(q)
	if len(passages) == 0 || words == 0 {
		return
	}
	first := f.Quotes[q]
	if words == 1 && f.Nickname(first.Tokens[0]) {
		return
	}
	lastPart := q
	for n := 0; f.Quotes[lastPart].Next >= 0 && n < 1000; n++ {
		lastPart = f.Quotes[lastPart].Next
	}
	s := int(f.Tokens[first.Tokens[0]].Sentence)
	whole := f.wholeQuote(q, words)
	c, g := f.cueFor(q, lastPart, s, whole)
	if c >= 0 {
		f.quoteByCue(c, q, s, passages, words, whole, g)
		return
	}
	who, g := f.speakerWithoutCue(q, s, words, whole)
	if g == noGround {
		return
	}
	if k := len(f.said); g == sameSpeaker && k > 0 {
		x := f.said[k-1]
		x.Passages = append(x.Passages, passages...)
		x.End, x.Line = passages[len(passages)-1][1], f.Quotes[lastPart].Line
		return
	}
	f.say(&Statement{
		Source: who, Actor: who.Actor, Passages: passages, Attribution: attribution(whole, who), Sentence: s,
		Line: f.Quotes[lastPart].Line, Content: [2]int{first.Tokens[0], f.Quotes[lastPart].Tokens[1]},
		Confidence: grounds[g].confidence, Reason: grounds[g].reason,
		Group: '=',
	})
}

// wholeQuote reports whether a quote is a sentence of its own and not words inside another.
func (f *finder) wholeQuote(q, words int) bool {
	quote := f.Quotes[q]
	t := quote.Tokens[0] + 1
	for f.Has(t, text.IsMark) && t < quote.Tokens[1] {
		t++
	}
	if !f.Has(t, text.IsCap|text.IsNumber) && f.Word(t).Text != "…" {
		return false
	}
	if words >= 4 {
		return true
	}
	return t == f.Sentences[f.Tokens[quote.Tokens[0]].Sentence].First+1 || f.Is(quote.Tokens[0]-1, ":", ",") ||
		f.Is(quote.Tokens[1]-2, "?", "!")
}

func attribution(whole bool, who actors.Source) debate.Attribution {
	switch {
	case who.Actor < 0 && who.Office:
		return debate.Anonymous
	case whole:
		return debate.Direct
	}
	return debate.Partial
}

// quoteByCue makes a statement of a quote and its cue, or adds the quote to the
// statement that another part has made of that cue.
func (f *finder) quoteByCue(c, q, s int, passages [][2]int, words int, whole bool, g ground) {
	x := &f.Cues[c]
	last := q
	for n := 0; f.Quotes[last].Next >= 0 && n < 1000; n++ {
		last = f.Quotes[last].Next
	}
	if !whole && words < 4 {
		if f.interrupts(x) && x.Sentence == s {
			if a, b := f.around(x); a[0] < a[1] && b[0] < b[1] {
				passages = [][2]int{f.Offsets(a), f.Offsets(b)}
			}
		} else if start, end := f.clause(x, q); start < end {
			passages = [][2]int{{start, end}}
		}
	}
	if x.by >= 0 {
		y := f.said[x.by]
		if y.End <= passages[0][0] {
			y.Passages = append(y.Passages, passages...)
			y.End, y.Line = passages[len(passages)-1][1], f.Quotes[last].Line
		}
		if whole && y.Attribution == debate.Partial {
			y.Attribution = debate.Direct
		}
		y.Content[1] = max(y.Content[1], f.Quotes[last].Tokens[1])
		return
	}
	x.Used, x.by = true, len(f.said)
	from, to := f.Quotes[q].Tokens[0], f.Quotes[last].Tokens[1]
	if f.interrupts(x) && x.Sentence == s {
		a, _ := f.around(x)
		from = a[0]
	} else if !x.Before && x.Content < from && x.Sentence == s {
		from = x.Content
	}
	if !whole {
		to = max(to, f.Sentences[s].Last)
	}
	f.say(&Statement{
		Source: x.Source, Actor: x.Source.Actor, Cue: [2]int{x.First, x.Last}, Passages: passages,
		Attribution: attribution(whole, x.Source),
		Sentence:    s, Line: f.Quotes[last].Line, Content: [2]int{from, to}, Base: x.Base, Group: x.Group,
		Confidence: grounds[g].confidence, Reason: grounds[g].reason,
	})
}

func (f *finder) say(s *Statement) {
	if s.Actor >= 0 {
		f.Actors[s.Actor].Speaks(s.Base)
	}
	s.End = s.Passages[len(s.Passages)-1][1]
	if s.Source.Last > s.Source.First && s.Actor < 0 {
		s.Confidence = min(s.Confidence, unknownLimit)
	}
	f.said = append(f.said, s)
	if s.Actor >= 0 && f.spoke[s.Sentence] == 0 {
		f.spoke[s.Sentence] = int32(s.Actor) + 1
	}
}

// clause returns the part of the author's sentence in which a few quoted words stand.
func (f *finder) clause(x *Cue, q int) (start, end int) {
	quote := f.Quotes[q]
	s := int(f.Tokens[quote.Tokens[0]].Sentence)
	if x.Before || x.Sentence != s || x.Content >= quote.Tokens[0] {
		return 0, 0
	}
	from := x.Content
	for k := from; k < quote.Tokens[0] && k < from+14; k++ {
		if f.Is(k, "that", ":") {
			from = k + 1
			break
		}
	}
	for from < quote.Tokens[0] && (f.Is(from, "that", "as", ":", ",") || !f.Has(from, text.IsWord|text.IsMark)) {
		from++
	}
	to := f.Sentences[s].Last
	for k := quote.Tokens[1]; k < to; k++ {
		if f.QuoteAt(k) >= 0 || f.Is(k, ";") || f.Is(k, ",", "and", "but") && f.clauseBegins(k+1) ||
			f.Is(k, ",") && f.TagAt(min(k+1, to-1)) == tags.Gerund {
			to = k
			break
		}
	}
	for k := quote.Tokens[0] - 1; k > from; k-- {
		if f.QuoteAt(k) >= 0 {
			from = k + 1
			break
		}
	}
	for to > quote.Tokens[1] && !f.Has(to-1, text.IsWord|text.IsMark|text.IsPoss) {
		to--
	}
	for from < quote.Tokens[0] && (f.Is(from, ",", "and", "but") || f.Has(from, text.IsMark)) {
		from++
	}
	if from >= to {
		return 0, 0
	}
	start, end = int(f.Tokens[from].Start), int(f.Tokens[to-1].End)
	if to == quote.Tokens[1] { // the clause ends with the quote: its own words are enough
		return start, end
	}
	return start, end
}

// paraphrase makes a statement of a cue that no quote belongs to, in the author's words.
func (f *finder) paraphrase(c int) {
	x := &f.Cues[c]
	if x.Source.Actor < 0 && !x.Source.Office || x.Source.Form == debate.ByPronoun && x.Source.Actor < 0 {
		return
	}
	if x.Source.Actor >= 0 && f.Actors[x.Source.Actor].Class == actors.Quiet && f.Actors[x.Source.Actor].Weight < 2 {
		return
	}
	if first, _ := x.Span(); f.Is(first-1, "if", "unless", "whether", "until", "that", "which") && x.Base != "according" &&
		(first-1 > f.Sentences[x.Sentence].First || f.Is(first-1, "if", "unless")) && !f.saidThat(first-1) {
		return // a condition, or an aside about a thing
	}
	if c > 0 && f.Cues[c-1].Sentence == x.Sentence && f.Cues[c-1].Group == '-' && f.Cues[c-1].First < x.Source.First &&
		!f.Is(x.First-1, "and", "but") && x.Source.Form == debate.ByPronoun {
		return // "denied that he had promised": not said by him
	}
	if first, _ := x.Span(); f.Is(first-1, ",", "–", "—") && f.dialogue(f.Sentences[x.Sentence].Line) {
		f.sayLine(x)
		return
	}
	if f.interrupts(x) {
		f.sayParts(x)
		return
	}
	from, to := f.Introduced(x)
	if from >= to || f.Is(from, "as") || f.Is(from, "this", "that", "it", "so") && f.Is(from+1, ",", "and", "but") {
		return
	}
	words := 0
	for k := from; k < to; k++ {
		if f.Has(k, text.IsWord) {
			words++
		}
	}
	if words < 3 {
		return
	}
	start, end := f.Trim(int(f.Tokens[from].Start), int(f.Tokens[to-1].End))
	attr := debate.Paraphrase
	if x.Source.Actor < 0 {
		attr = debate.Anonymous
	}
	g := authorsWords
	if x.Group == '~' || x.Source.Form != debate.ByName {
		g = weakWords
	}
	f.say(&Statement{
		Source: x.Source, Actor: x.Source.Actor, Cue: [2]int{x.First, x.Last}, Passages: [][2]int{{start, end}}, Attribution: attr,
		Sentence: x.Sentence, Line: f.Sentences[x.Sentence].Line, Content: [2]int{from, to}, Base: x.Base, Group: x.Group,
		Confidence: grounds[g].confidence,
		Reason:     "in the author's words, after " + f.cueWords(x),
	})
}

// saidThat reports whether the word at i belongs to a cue before: "he said that she agreed".
func (f *finder) saidThat(i int) bool { return f.Is(i, "that") && f.Has(i-1, text.IsSpeech) }

// interrupts reports whether a cue stands between commas inside what is said:
// "the agreement, he added, was close".
func (f *finder) interrupts(x *Cue) bool {
	first, last := x.Span()
	return x.Base != ":" && x.Base != "according" && first > f.Sentences[x.Sentence].First+1 && last+1 < f.Sentences[x.Sentence].Last &&
		f.Is(first-1, ",") && f.Is(last, ",") && f.QuoteAt(first-2) < 0
}

// around returns the tokens before and after an interrupting cue.
func (f *finder) around(x *Cue) (before, after [2]int) {
	s := f.Sentences[x.Sentence]
	first, last := x.Span()
	from := s.First
	for k := first - 2; k > s.First; k-- {
		if f.Is(k, ";", ":") || f.Has(k, text.IsMark) {
			from = k + 1
			break
		}
	}
	end := s.Last
	for k := last + 1; k < s.Last; k++ {
		if f.Is(k, ";") {
			end = k
			break
		}
	}
	for end > last+1 && !f.Has(end-1, text.IsWord|text.IsPoss|text.IsMark) {
		end--
	}
	return [2]int{from, first - 1}, [2]int{last + 1, end}
}

// sayParts makes a statement of what stands around an interrupting cue.
func (f *finder) sayParts(x *Cue) {
	a, b := f.around(x)
	if a[0] >= a[1] || b[0] >= b[1] {
		return
	}
	attr := debate.Paraphrase
	if x.Source.Actor < 0 {
		attr = debate.Anonymous
	}
	f.say(&Statement{
		Source: x.Source, Actor: x.Source.Actor, Cue: [2]int{x.First, x.Last}, Passages: [][2]int{f.Offsets(a), f.Offsets(b)},
		Attribution: attr,
		Sentence:    x.Sentence, Line: f.Sentences[x.Sentence].Line, Content: [2]int{a[0], b[1]}, Base: x.Base, Group: x.Group,
		Confidence: grounds[authorsWords].confidence,
		Reason:     "in the author's words, around " + f.cueWords(x),
	})
}

func (f *finder) cueWords(x *Cue) string {
	if x.Base == ":" {
		return "a colon"
	}
	return "“" + text.Flat(f.Slice(x.First, x.Last)) + "”"
}
