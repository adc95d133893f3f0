package debate

import (
	"embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// lists holds the word lists. They are our own, written from general knowledge.
//
//go:embed lists/*.txt
var lists embed.FS

// A flag is a property of a word, whatever stands around it.
type flag uint32

const (
	isWord      flag = 1 << iota // letters or digits
	isCap                        // begins with a capital letter
	isCaps                       // two or more letters, all capital
	isNumber                     // begins with a digit
	isAbbr                       // ends with the full stop of an abbreviation
	isPoss                       // 's or ' after a word
	isMark                       // a quote mark
	isCommon                     // begins sentences without being a name
	isRole                       // says what a person is
	isTitle                      // a role that also stands before a name
	isHonorific                  // Mr, Dr
	isOrgHead                    // ends names of organisations
	isQuiet                      // head word of bodies that act only at times
	isMonth                      // months, days and feasts
	isMan                        // a first name of men
	isWoman                      // a first name of women
	isSurname                    // a surname known alone
	isPlace                      // a place that is no state
	isSpeech                     // a form of a verb of saying
	isParticle                   // de, van, bin inside names
	isNot                        // not, never, no
	isStarter                    // a small word that often begins a sentence
)

// entry is an entry of the gazetteers of states and bodies.
type entry struct {
	name  string
	kind  Kind
	class byte // 's' state, 'o' organisation, 'g' group, 'x' acts only at times, 'p' place
}

// phrase is one name of a known entry, cut into words.
type phrase struct {
	words []string
	to    *entry
	form  Form
	shy   bool // also an everyday word: needs company
	seat  bool // a capital or a house: stands for its state only if it acts
}

// verb is a verb of saying.
type verb struct {
	base  string
	form  byte // 'b'ase, 'd' past, 'n' participle, 'z' third person, 'g' -ing
	group byte // as in the list: + - = ~
}

// lexicon is what the lists say, ready for looking up. It is not changed once built.
type lexicon struct {
	flags   map[string]flag // of a word in lower case
	names   map[string]flag // of a word as it is written
	phrases map[string][]phrase
	verbs   map[string][]verb
}

// lexiconOnce builds the lexicon when it is first asked for; it is read only from then on.
var lexiconOnce = sync.OnceValue(newLexicon)

func newLexicon() *lexicon {
	l := &lexicon{
		flags:   make(map[string]flag, 4096),
		names:   make(map[string]flag, 2048),
		phrases: make(map[string][]phrase, 2048),
		verbs:   make(map[string][]verb, 512),
	}
	for _, s := range []struct {
		file string
		f    flag
	}{{"common", isCommon}, {"honorifics", isHonorific}, {"orgheads", isOrgHead}, {"quiet", isQuiet | isOrgHead}, {"months", isMonth}} {
		for _, line := range list(s.file) {
			for w := range strings.FieldsSeq(line) {
				l.flags[w] |= s.f
			}
		}
	}
	for w := range strings.FieldsSeq(list("common")[0]) {
		l.flags[w] |= isStarter
	}
	for w := range strings.FieldsSeq("de del della di da do dos van von der den ter ten bin bint ibn al el la le du des y zu af ben") {
		l.flags[w] |= isParticle
	}
	for w := range strings.FieldsSeq("sen gov rep gen col maj capt sgt lt prof rev amb pres adm cmdr judge justice king queen pope bishop") {
		l.flags[w] |= isRole | isTitle
	}
	for w := range strings.FieldsSeq("not never no n't cannot can't won't don't doesn't didn't wouldn't shouldn't couldn't isn't aren't wasn't weren't neither nor without") {
		l.flags[w] |= isNot
	}
	for _, line := range list("roles") {
		for w := range strings.FieldsSeq(line) {
			t, title := strings.CutPrefix(w, "+")
			l.flags[t] |= isRole
			if title {
				l.flags[t] |= isTitle
			}
			l.flags[plural(t)] |= isRole
		}
	}
	for _, s := range []struct {
		file string
		f    flag
	}{{"surnames", isSurname}, {"places", isPlace}} {
		for _, line := range list(s.file) {
			for w := range strings.FieldsSeq(line) {
				l.names[w] |= s.f
			}
		}
	}
	l.firstNames()
	l.states()
	l.bodies()
	l.speech()
	return l
}

func (l *lexicon) firstNames() {
	f := isMan
	for _, line := range list("firstnames") {
		switch line {
		case "men":
			f = isMan
		case "women":
			f = isWoman
		case "either":
			f = isMan | isWoman
		default:
			for w := range strings.FieldsSeq(line) {
				l.names[w] |= f
			}
		}
	}
}

func (l *lexicon) states() {
	for _, line := range list("states") {
		part := strings.Split(line, "|")
		names := strings.Split(part[0], ";")
		k := &entry{name: strings.TrimSuffix(names[0], "*"), kind: State, class: 's'}
		for i, n := range names {
			form := ByAlias
			if i == 0 {
				form = ByName
			}
			l.phrase(n, k, form, false)
		}
		for _, n := range strings.Split(part[1], ",") {
			l.phrase(n, k, ByDemonym, false)
		}
		for _, n := range strings.Split(part[2], ",") {
			l.phrase(n, k, ByAlias, true)
		}
	}
}

func (l *lexicon) bodies() {
	for _, line := range list("orgs") {
		part := strings.Split(line, "|")
		names := strings.Split(part[0], ";")
		k := &entry{name: strings.TrimSuffix(names[0], "*"), kind: Organisation, class: part[3][0]}
		if k.class == 'g' {
			k.kind = Group
		}
		for i, n := range names {
			form := ByAlias
			if i == 0 {
				form = ByName
			}
			l.phrase(n, k, form, false)
		}
		l.phrase(part[2], k, ByAlias, true)
	}
	for _, line := range list("places2") {
		l.phrase(line, &entry{name: line, class: 'p'}, ByName, false)
	}
}

func (l *lexicon) phrase(name string, k *entry, form Form, seat bool) {
	name, shy := strings.CutSuffix(strings.TrimSpace(name), "*")
	if name == "" {
		return
	}
	words := strings.Fields(name)
	l.phrases[words[0]] = append(l.phrases[words[0]], phrase{words, k, form, shy, seat})
}

func (l *lexicon) speech() {
	for _, line := range list("speech") {
		w := strings.Fields(line)
		group := w[5][0]
		for i, form := range []byte("bdnzg") {
			l.verbs[w[i]] = append(l.verbs[w[i]], verb{w[0], form, group})
			l.flags[w[i]] |= isSpeech
		}
	}
}

// list returns the lines of a word list that are neither empty nor remarks.
func list(name string) []string {
	b, err := lists.ReadFile("lists/" + name + ".txt")
	if err != nil {
		panic(err) // the file is part of the program
	}
	var out []string
	for line := range strings.SplitSeq(string(b), "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// plural returns the regular plural of an English noun.
func plural(s string) string {
	switch {
	case strings.HasSuffix(s, "man"):
		return s[:len(s)-2] + "en"
	case strings.HasSuffix(s, "y") && !strings.HasSuffix(s, "ey") && !strings.HasSuffix(s, "ay"):
		return s[:len(s)-1] + "ies"
	case strings.HasSuffix(s, "s"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"), strings.HasSuffix(s, "x"):
		return s + "es"
	}
	return s + "s"
}

// shape returns the flags of a word that its letters alone decide.
func shape(s string) flag {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsDigit(r):
		return isWord | isNumber
	case !unicode.IsLetter(r):
		return 0
	}
	f := isWord
	if !unicode.IsUpper(r) && !unicode.IsTitle(r) {
		return f
	}
	f |= isCap
	letters, lower := 0, false
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			lower = lower || unicode.IsLower(r)
		}
	}
	if letters > 1 && !lower {
		f |= isCaps
	}
	return f
}
