package contest

import (
	"strings"
	"sync"

	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/english/text"
	"parley/annotations/debate/stem"
)

// A trigger is a word that shows that what stands beside it is disputed.
type trigger struct {
	how  byte    // 'n' noun, 'v' verb, 'a' adjective, 'o' asks somebody to do something, 'r' refuses to do something
	sure float64 // how surely
	prep string  // the words that lead to what is disputed, with a space before and after each; " " for none
	pro  int     // 1 for it, -1 against it, 0 neither
}

// triggerTable lists the triggers: how, how surely (per cent), for or against, prepositions, words.
const triggerTable = `
n 55 - to,towards : opposition
n 50 - to : objection objections resistance
n 50 - of : criticism criticisms
n 50 - of : critics critic detractors
n 55 - of,to : opponents opponent foes
n 45 + of : proponents proponent defenders backers
n 35 + of,for : advocates
n 60 - against,over,to,at,from : backlash pushback
n 60 0 over,against,about,at,surrounding : outcry uproar furor furore outrage
n 45 0 over,about,at : anger fury unease
n 55 0 against,over : protests protest demonstrations demonstration protesters protestors rallies marches demonstrators petition petitions
n 40 0 to,over : challenge challenges
n 55 0 against,over,challenging,about : lawsuit lawsuits suit litigation
n 40 0 about,over,regarding,surrounding : concerns concern worries doubts fears misgivings
n 45 0 about,over,on : skepticism scepticism criticism
n 50 0 on,about,over,surrounding,around : debate debates controversy controversies disagreement disagreements dispute disputes
n 45 0 on,over,about : talks negotiations
n 55 0 on,over : referendum plebiscite
n 36 0 on : vote
n 34 + for : support backing
n 45 + for : calls call
i 45 + to : calls call demands pressure
i 38 + to : plans
i 42 + to : plan proposal proposals push move decision vote legislation bill
n 42 + for : demands
n 35 - on : crackdown
n 45 0 of,that,against : allegations allegation accusations accusation
n 55 0 surrounding,over : questions
v 55 - . : oppose opposes opposed opposing
v 45 - . : reject rejects rejected rejecting
v 45 - . : criticise criticises criticised criticising criticize criticizes criticized criticizing
v 45 - . : condemn condemns condemned condemning denounce denounces denounced denouncing decry decries decried decrying deplored slammed blasted lambasted assailed attacks
v 50 - against,over : protest protests protested protesting rallied campaigned campaigning marched demonstrated argued argue argues argued lobbied
v 50 - to : object objects objected objecting
v 40 - . : challenge challenges challenged challenging contest contests contested
v 40 - . : block blocks blocked blocking halt scrap repeal repealing overturn overturned overturning abolish scuttle derail thwart veto vetoed vetoing dismantle defund
v 45 + . : defend defends defended defending
v 34 + . : support supports supported supporting favor favors favored favour favours favoured backs backed backing endorse endorsed endorses
v 45 + for : push pushes pushed pushing calls called calling advocate advocates advocated advocating
v 40 + . : advocate advocates advocated advocating demand demands demanded demanding propose proposes proposed proposing
v 45 - against : voted vote votes voting
v 40 + for : argue argued argues arguing
v 45 + on : insist insists insisted insisting
v 45 - out : rule rules ruled ruling
v 35 - . : resist resists resisted resisting oppose
v 45 0 over : disagree disagreed clash clashed clashing feuding sparred
r 29 + . : wants plans planned seeks
o 48 + . : urge urges urged urging
o 40 + . : press pressed pressured pressuring pressing pressure beg begged implored lobbied
o 48 + on,upon : call calls called calling
o 48 + . : demand demanded demands demanding
o 38 + . : ask asked asks want wants wanted
r 45 - . : refuse refuses refused refusing refusal
r 38 - . : unwilling
r 36 + . : vowed vows pledged pledges threatened threatens threatening threat proposes proposed
a 50 0 . : controversial contentious divisive disputed contested much-criticised much-criticized hotly-debated polarizing polarising
a 45 0 . : unpopular unconstitutional
a 36 0 . : proposed
a 46 0 . : alleged
`

// triggersOnce reads the table.
var triggersOnce = sync.OnceValue(func() map[string][]trigger {
	out := make(map[string][]trigger)
	for line := range strings.SplitSeq(strings.TrimSpace(triggerTable), "\n") {
		head, words, _ := strings.Cut(line, " : ")
		f := strings.Fields(head)
		t := trigger{how: f[0][0], sure: float64(f[1][0]-'0')/10 + float64(f[1][1]-'0')/100}
		switch f[2] {
		case "+":
			t.pro = 1
		case "-":
			t.pro = -1
		}
		t.prep = " "
		if f[3] != "." {
			t.prep = " " + strings.ReplaceAll(f[3], ",", " ") + " "
		}
		for _, w := range strings.Fields(words) {
			out[w] = append(out[w], t)
		}
	}
	return out
})

// evidence reads the triggers of a text.
type evidence struct {
	*doc
	of []([]trigger) // by number of the word
}

func newEvidence(d *doc) *evidence {
	table := triggersOnce()
	e := &evidence{d, make([][]trigger, len(d.Vocabulary))}
	for n := range d.Vocabulary {
		e.of[n] = table[d.Vocabulary[n].Lower]
	}
	return e
}

// sentence adds what the triggers of sentence s show.
func (e *evidence) sentence(s int) {
	x := e.Sentences[s]
	if e.Lines[x.Line].Place == text.InHeading && e.TitleCase(x) {
		return // where every word has a capital the tags are not to be trusted
	}
	for i := x.First; i < x.Last; i++ {
		ts := e.of[e.Tokens[i].Word]
		if len(ts) == 0 || e.Has(i, text.IsMark) || e.Is(i-1, "no", "without", "any") {
			continue
		}
		for k := range ts {
			if e.read(&ts[k], i, s) {
				break
			}
		}
	}
}

// read adds what the trigger t at token i shows and reports whether it shows anything.
func (e *evidence) read(t *trigger, i, s int) bool {
	x := e.Sentences[s]
	switch t.how {
	case 'n':
		if g := e.TagAt(i); g != tags.Noun && g != tags.Nouns && g != tags.VerbThird && g != tags.Adjective {
			return false
		}
		return e.ofNoun(t, i, s) || e.Is(i, "criticism", "opposition", "outcry", "uproar", "furor", "furore", "outrage", "backlash", "protest", "protests", "controversy", "controversies", "lawsuit", "lawsuits", "objections", "anger", "fury", "condemnation") && e.raised(t, i, s)
	case 'v':
		if !e.Verbal(i) {
			return false
		}
		if e.Passive(i, x.First) && (e.Is(i+1, "by", ".", ",", "for", "as") || i+1 >= x.Last) && t.prep == " " {
			return e.suffered(t, i, s)
		}
		return e.object(t, i, s)
	case 'i':
		return (e.TagAt(i) == tags.Noun || e.TagAt(i) == tags.Nouns) && e.toDo(t, i, s)
	case 'o':
		return e.Verbal(i) && e.asked(t, i, s)
	case 'r':
		return e.refused(t, i, s)
	case 'a':
		return e.adjective(t, i, s)
	}
	return false
}

// skipPrep returns the position after the preposition of t, if that stands at i or behind
// the names of who is involved: "a fight between A and B over C".
func (e *evidence) skipPrep(t *trigger, i, end int) (int, bool) {
	if t.prep == " " {
		return i, true
	}
	for k := i; k < min(i+6, end); k++ {
		if strings.Contains(t.prep, " "+e.Word(k).Lower+" ") && e.Has(k, text.IsWord) {
			return k + 1, true
		}
		if e.NameAt(k) < 0 && !e.Is(k, "between", "with", "and", "among", "within", "from", "in", "by") && e.TagAt(k) != tags.Proper && !(e.Has(k-1, text.IsWord) && e.Is(k-1, "from", "among", "by", "with") && e.TagAt(k) == tags.Nouns) {
			return 0, false
		}
	}
	return 0, false
}

// ofNoun reads "opposition to NP".
func (e *evidence) ofNoun(t *trigger, i, s int) bool {
	end := e.Sentences[s].Last
	at, ok := e.skipPrep(t, i+1, end)
	if !ok || t.prep == " " {
		return false
	}
	if e.Is(at, "whether", "how", "who", "what", "when", "where", "why", "that") {
		return false // a clause is read elsewhere
	}
	return e.name(t, i, at, [2]int{i, at}, s)
}

// name adds the thing at token at for what the words shown are about.
func (e *evidence) name(t *trigger, i, at int, shown [2]int, s int) bool {
	end := e.Sentences[s].Last
	kind, sure := byWord, t.sure
	if t.pro > 0 {
		kind = byDemand
	}
	if e.TagAt(at) == tags.Gerund && e.NameAt(at) < 0 && !e.nounSoon(at+1, min(at+2, end)) || e.TagAt(at) == tags.Gerund && e.Is(at+1, "the", "a", "an", "its", "their", "his", "her", "all") {
		last := e.shortClause(at, end)
		if last-at < 2 || last-at > 12 {
			return false
		}
		e.add(candidate{first: at, last: last, wide: [2]int{min(i, at), last}, form: 'v', from: -1, sure: sure, kind: kind, shown: shown, pro: t.pro})
		return true
	}
	first, last, head, ok := e.thing(at, end)
	if !ok || t.pro < 0 && condemnedByAll(e.Word(head).Lower) {
		return false
	}
	e.add(candidate{first: first, last: last, head: head, wide: [2]int{min(i, first), max(i+1, last)}, form: 'n', from: -1, sure: sure, kind: kind, shown: shown, pro: t.pro})
	return true
}

// condemnedByAll reports whether nobody is for what a noun means, so that to condemn it is no dispute.
func condemnedByAll(s string) bool {
	switch stem.Singular(s) {
	case "violence", "attack", "killing", "murder", "terrorism", "terrorist", "hatred", "racism", "crime", "abuse", "corruption", "aggression", "bloodshed", "assault", "shooting", "bombing", "increase", "atrocity", "massacre", "rape", "discrimination", "bigotry", "antisemitism", "anti-semitism", "extremism", "harassment", "torture", "shot", "ball", "effort":
		return true
	}
	return false
}

// toDo reads "calls to ban X": whether to do it.
func (e *evidence) toDo(t *trigger, i, s int) bool {
	if !e.Is(i+1, "to") || e.TagAt(i+2) != tags.VerbBase || e.Is(i+2, "be", "get", "win", "see", "know", "come", "go", "arms", "have", "make", "help", "do", "keep", "become", "find", "meet", "run", "try", "save", "visit", "return", "open", "attend", "join", "speak", "travel", "hold", "give", "launch", "improve", "ensure", "reach", "unite", "woo", "appeal", "address", "show", "attract", "prove", "bring", "learn", "say", "take") {
		return false
	}
	last := e.shortClause(i+2, e.Sentences[s].Last)
	if last-i < 5 || last-i > 14 || e.content(i+2, last) < 2 || e.Has(last, text.IsMark) && e.OpensAt(last) {
		return false
	}
	what := text.Flat(e.Slice(i+2, last))
	e.add(candidate{first: i + 2, last: last, wide: [2]int{i, last}, form: 'q', from: -1, sure: t.sure, kind: byDemand, shown: [2]int{i, i + 2}, pro: t.pro, ask: "Is it right to " + what + "?", yes: "It is right to " + what})
	return true
}

// object reads "opposes NP".
func (e *evidence) object(t *trigger, i, s int) bool {
	at := i + 1
	if t.prep != " " {
		if !strings.Contains(t.prep, " "+e.Word(at).Lower+" ") {
			return false
		}
		at++
	} else if e.Is(at, "by", "for", "as", "in", "on", "at", "to", "from", "with", "that") {
		return false
	}
	if e.TagAt(i) == tags.Gerund && e.Is(at, "camps", "camp", "sides", "side", "views", "viewpoints", "view", "team", "teams", "party", "parties", "forces", "opinions", "arguments", "factions", "groups", "directions", "counsel", "lawyers", "candidates", "candidate") {
		return false
	}
	if e.Is(at, "that", "whether", "how") || e.Is(i-1, "the", "a", "an", "his", "her", "its", "their") && e.TagAt(i) != tags.Gerund {
		return false
	}
	return e.name(t, i, at, [2]int{i, at}, s)
}

// suffered reads "NP was opposed by X".
func (e *evidence) suffered(t *trigger, i, s int) bool {
	k := i
	for k > e.Sentences[s].First && (e.TagAt(k-1) == tags.Adverb || e.Is(k-1, "is", "are", "was", "were", "been", "being", "be", "has", "have", "had", "not", "widely")) {
		k--
	}
	if k == i {
		return false
	}
	return e.subject2(t, k, i, s)
}

// subject2 adds the noun phrase before token k, of which the trigger at i says something.
func (e *evidence) subject2(t *trigger, k, i, s int) bool {
	first, last, head, ok := e.before(k, e.Sentences[s].First)
	if !ok || e.QuoteAt(first) != e.QuoteAt(i) {
		return false
	}
	e.add(candidate{first: first, last: last, head: head, wide: [2]int{first, i + 1}, form: 'n', from: -1, sure: t.sure, kind: byWord, shown: [2]int{i, i + 1}, pro: t.pro})
	return true
}

// raised reads "NP drew criticism" and "NP faces a lawsuit": the trigger noun is at i.
func (e *evidence) raised(t *trigger, i, s int) bool {
	k := i - 1
	for k > e.Sentences[s].First && i-k < 6 && (e.TagAt(k) == tags.Determiner || e.TagAt(k) == tags.Adjective || e.TagAt(k) == tags.Noun || e.TagAt(k) == tags.Participle || e.TagAt(k) == tags.Adverb || e.Is(k, "with", "of", "under", "to", "up", "off", "from", "stiff", "and")) && !raises(e.Word(k).Lower) {
		k--
	}
	if !raises(e.Word(k).Lower) || !e.Verbal(k) {
		return false
	}
	v := k
	for k > e.Sentences[s].First && (e.TagAt(k-1) == tags.Adverb || e.TagAt(k-1) == tags.Modal || e.Is(k-1, "has", "have", "had", "is", "are", "was", "were", "been", "also")) {
		k--
	}
	first, last, head, ok := e.before(k, e.Sentences[s].First)
	if !ok {
		return false
	}
	e.add(candidate{first: first, last: last, head: head, wide: [2]int{first, i + 1}, form: 'n', from: -1, sure: max(t.sure, 0.55), kind: byWord, shown: [2]int{v, i + 1}, pro: t.pro})
	return true
}

// raises reports whether a verb says that its subject meets with the criticism that follows.
func raises(s string) bool {
	switch s {
	case "draw", "draws", "drew", "drawn", "drawing", "face", "faces", "faced", "facing", "spark", "sparks", "sparked", "sparking", "prompt", "prompted", "prompting", "provoke", "provoked", "provoking", "trigger", "triggered", "triggering", "met", "came", "come", "caused", "stirred", "stoked", "fuelled", "fueled", "ignited", "generated", "attracted", "raised", "raises", "raising", "set", "unleashed", "encountered", "touched":
		return true
	}
	return false
}

// adjective reads "the controversial NP" and "NP is controversial".
func (e *evidence) adjective(t *trigger, i, s int) bool {
	x := e.Sentences[s]
	if e.Is(i-1, "is", "are", "was", "were", "remains", "remain", "proved", "proven", "become", "became", "hugely", "highly", "deeply", "so", "very", "most") && !e.Is(i, "proposed") {
		k := i - 1
		for k > x.First && (e.TagAt(k-1) == tags.Adverb || e.Is(k, "hugely", "highly", "deeply", "so", "very", "most", "proven", "become")) {
			k--
		}
		if e.Is(k, "is", "are", "was", "were", "remains", "remain", "proved", "became", "has", "have") && e.subject2(t, k, i, s) {
			return true
		}
	}
	if e.Is(i, "proposed") && e.TagAt(i-1) != tags.Determiner {
		return false
	}
	first, last, head, ok := e.thing(i+1, x.Last)
	if !ok || first == head && e.Is(head, "area", "areas", "election", "elections", "penalty", "territory", "territories", "figure", "figures", "region", "call", "zone", "convention", "primary", "primaries", "contest", "contests", "race", "races", "man", "candidate", "seat", "district", "game") {
		return false
	}
	e.add(candidate{first: first, last: last, head: head, wide: [2]int{i, last}, form: 'n', from: -1, sure: t.sure, kind: byName, shown: [2]int{i, i + 1}})
	return true
}
