package text

import (
	"embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parley/annotations/debate"
	"parley/annotations/debate/stem"
)

// lists holds the word lists. They are our own, written from general knowledge.
//
//go:embed lists/*.txt
var lists embed.FS

// A Flag is a property that a word has wherever it stands, by its spelling or by a word list. Flags are a set of bits.
type Flag uint32

// The flags.
const (
	IsWord      Flag = 1 << iota // letters or digits
	IsCap                        // begins with a capital letter
	IsCaps                       // two or more letters, all capital
	IsNumber                     // begins with a digit
	IsAbbr                       // ends with the full stop of an abbreviation
	IsPoss                       // 's or ' after a word
	IsMark                       // a quote mark
	IsCommon                     // often begins a sentence without being a name
	IsRole                       // says what a person is
	IsTitle                      // a role that also stands before a name
	IsHonorific                  // Mr, Dr
	IsOrgHead                    // ends names of organisations
	IsQuiet                      // ends names of bodies that are often only mentioned: newspapers, universities
	IsMonth                      // months, days and feasts
	IsMan                        // a first name of men
	IsWoman                      // a first name of women
	IsSurname                    // a surname known alone
	IsPlace                      // a place that is no state
	IsSpeech                     // a form of a verb of saying
	IsParticle                   // de, van, bin inside names
	IsNot                        // not, never, no
	IsStarter                    // a small word that often begins a sentence
	isFor                        // a verb by which its subject is for what follows
	isAgainst                    // a verb by which its subject is against what follows
)

// An Entry is a state, body, group or place of the gazetteer.
type Entry struct {
	Name  string
	Kind  debate.Kind
	Class byte // 's' state, 'o' organisation, 'g' group, 'x' a body that is often only mentioned, 'p' place
}

// A KnownName is one name of an entry of the gazetteer.
type KnownName struct {
	Words     []string
	Entry     *Entry
	Form      debate.Form
	Ambiguous bool // also an everyday word, so it counts only where the context bears it out
	Seat      bool // a capital or a residence, which stands for its state only if it acts
}

// A SpeechVerb is a form of a verb of saying.
type SpeechVerb struct {
	Base  string
	Form  byte // 'b' base, 'd' past, 'n' participle, 'z' third person, 'g' -ing
	Group byte // what it says of the speaker's stance: '+' for, '-' against, '=' nothing, '~' little
}

// A lexicon holds the word lists in maps. It is not changed once built.
type lexicon struct {
	flags         map[string]Flag // of a word in lower case
	names         map[string]Flag // of a word as it is written
	phrases       map[string][]KnownName
	verbs         map[string][]SpeechVerb
	abbreviations map[string]bool // without their full stops
}

// lexiconOnce builds the lexicon when it is first asked for; it is read only from then on.
var lexiconOnce = sync.OnceValue(newLexicon)

func newLexicon() *lexicon {
	l := &lexicon{
		flags:         make(map[string]Flag, 4096),
		names:         make(map[string]Flag, 2048),
		phrases:       make(map[string][]KnownName, 2048),
		verbs:         make(map[string][]SpeechVerb, 512),
		abbreviations: WordSet(lists, "lists/abbreviations.txt"),
	}
	for _, s := range []struct {
		file string
		f    Flag
	}{
		{"common", IsCommon},
		{"honorifics", IsHonorific},
		{"orgheads", IsOrgHead},
		{"quiet", IsQuiet | IsOrgHead},
		{"months", IsMonth},
		{"particles", IsParticle},
		{"ranks", IsRole | IsTitle},
		{"negations", IsNot},
		{"for", isFor},
		{"against", isAgainst},
	} {
		for _, line := range list(s.file) {
			for w := range strings.FieldsSeq(line) {
				l.flags[w] |= s.f
			}
		}
	}
	for w := range strings.FieldsSeq(list("common")[0]) {
		l.flags[w] |= IsStarter
	}
	for _, line := range list("roles") {
		for w := range strings.FieldsSeq(line) {
			t, title := strings.CutPrefix(w, "+")
			l.flags[t] |= IsRole
			if title {
				l.flags[t] |= IsTitle
			}
			l.flags[stem.Plural(t)] |= IsRole
		}
	}
	for _, s := range []struct {
		file string
		f    Flag
	}{{"surnames", IsSurname}, {"places", IsPlace}} {
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
	f := IsMan
	for _, line := range list("firstnames") {
		switch line {
		case "men":
			f = IsMan
		case "women":
			f = IsWoman
		case "either":
			f = IsMan | IsWoman
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
		k := &Entry{Name: strings.TrimSuffix(names[0], "*"), Kind: debate.State, Class: 's'}
		for i, n := range names {
			form := debate.ByAlias
			if i == 0 {
				form = debate.ByName
			}
			l.phrase(n, k, form, false)
		}
		for _, n := range strings.Split(part[1], ",") {
			l.phrase(n, k, debate.ByDemonym, false)
		}
		for _, n := range strings.Split(part[2], ",") {
			l.phrase(n, k, debate.ByAlias, true)
		}
	}
}

func (l *lexicon) bodies() {
	for _, line := range list("orgs") {
		part := strings.Split(line, "|")
		names := strings.Split(part[0], ";")
		k := &Entry{Name: strings.TrimSuffix(names[0], "*"), Kind: debate.Organisation, Class: part[3][0]}
		if k.Class == 'g' {
			k.Kind = debate.Group
		}
		for i, n := range names {
			form := debate.ByAlias
			if i == 0 {
				form = debate.ByName
			}
			l.phrase(n, k, form, false)
		}
		l.phrase(part[2], k, debate.ByAlias, true)
	}
	for _, line := range list("places2") {
		l.phrase(line, &Entry{Name: line, Class: 'p'}, debate.ByName, false)
	}
}

// phrase adds a name of k. A star behind it marks one that is ambiguous.
func (l *lexicon) phrase(name string, k *Entry, form debate.Form, seat bool) {
	name, ambiguous := strings.CutSuffix(strings.TrimSpace(name), "*")
	if name == "" {
		return
	}
	words := strings.Fields(name)
	l.phrases[words[0]] = append(l.phrases[words[0]], KnownName{words, k, form, ambiguous, seat})
}

func (l *lexicon) speech() {
	for _, line := range list("speech") {
		w := strings.Fields(line)
		group := w[5][0]
		for i, form := range []byte("bdnzg") {
			l.verbs[w[i]] = append(l.verbs[w[i]], SpeechVerb{w[0], form, group})
			l.flags[w[i]] |= IsSpeech
		}
	}
}

// list returns the entries of one of our word lists.
func list(name string) []string {
	b, err := lists.ReadFile("lists/" + name + ".txt")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return ListEntries(string(b))
}

// WordSet returns the words of the embedded list at path. It panics if there is none.
func WordSet(files embed.FS, path string) map[string]bool {
	b, err := files.ReadFile(path)
	if err != nil {
		panic(err) // the file is part of the program
	}
	out := make(map[string]bool)
	for _, line := range ListEntries(string(b)) {
		for w := range strings.FieldsSeq(line) {
			out[w] = true
		}
	}
	return out
}

// ListEntries returns the lines of a word list that are neither empty nor remarks, without the
// white space around them. A remark begins with "#".
func ListEntries(list string) []string {
	var out []string
	for line := range strings.SplitSeq(list, "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// shape returns the flags that the letters of a word determine.
func shape(s string) Flag {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsDigit(r):
		return IsWord | IsNumber
	case !unicode.IsLetter(r):
		return 0
	}
	f := IsWord
	if !unicode.IsUpper(r) && !unicode.IsTitle(r) {
		return f
	}
	f |= IsCap
	letters, lower := 0, false
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			lower = lower || unicode.IsLower(r)
		}
	}
	if letters > 1 && !lower {
		f |= IsCaps
	}
	return f
}
