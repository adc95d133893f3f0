package debate

import "strings"

// stem returns the form in which two words are compared by meaning: folded, without the
// commonest endings, so that "Donbass" is "Donbas" and "ceding" is "cede". It is empty
// for words that say nothing about what a sentence is about.
func (d *doc) stem(i int) string {
	w := d.at(i)
	if w.flags&(isWord|isPoss) != isWord || w.flags&isMark != 0 {
		return ""
	}
	if w.stem != "" {
		return strings.TrimPrefix(w.stem, "-")
	}
	w.stem = "-" + stemOf(w)
	return w.stem[1:]
}

func stemOf(w *word) string {
	s := w.low
	if len(s) < 3 && w.flags&isNumber == 0 && w.flags&isCaps == 0 || w.flags&isCap == 0 && emptyWord(s) || emptyWord(singular(s)) {
		return ""
	}
	s = fold(s)
	s = strings.ReplaceAll(strings.ReplaceAll(s, "zh", "z"), "kh", "h")
	if w.flags&isNumber != 0 {
		return s
	}
	n := len(s)
	switch {
	case strings.HasSuffix(s, "ational") && n > 9, strings.HasSuffix(s, "ations") && n > 8:
		s = s[:n-6]
	case strings.HasSuffix(s, "ation") && n > 7:
		s = s[:n-5]
	case strings.HasSuffix(s, "ment") && n > 7, strings.HasSuffix(s, "ship") && n > 7, strings.HasSuffix(s, "ions") && n > 7:
		s = s[:n-4]
	case strings.HasSuffix(s, "ing") && n > 5, strings.HasSuffix(s, "ies") && n > 4, strings.HasSuffix(s, "ion") && n > 6, strings.HasSuffix(s, "ial") && n > 6:
		s = s[:n-3]
	case strings.HasSuffix(s, "ed") && n > 4, strings.HasSuffix(s, "es") && n > 4, strings.HasSuffix(s, "ly") && n > 5, strings.HasSuffix(s, "al") && n > 5, strings.HasSuffix(s, "er") && n > 6:
		s = s[:n-2]
	case strings.HasSuffix(s, "s") && n > 3:
		s = s[:n-1]
	}
	if len(s) > 3 && (s[len(s)-1] == 'e' || s[len(s)-1] == 'y') {
		s = s[:len(s)-1]
	}
	return s
}

// emptyWord reports whether a word says nothing about a subject.
func emptyWord(s string) bool {
	switch s {
	case "the", "and", "for", "that", "this", "these", "those", "with", "from", "into", "onto", "over", "under", "about", "after", "before", "between", "against", "during", "without", "within", "through", "upon", "per", "via",
		"are", "was", "were", "been", "being", "has", "have", "had", "having", "does", "did", "doing", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "not", "nor", "but", "yet", "also", "only", "just", "even", "still", "than", "then", "too", "very", "more", "most", "much", "many", "some", "any", "all", "both", "each", "either", "neither", "other", "another", "such", "same", "few", "several", "no", "yes",
		"who", "whom", "whose", "which", "what", "when", "where", "why", "how", "whether", "if", "because", "since", "while", "until", "unless", "although", "though", "however",
		"his", "her", "its", "their", "our", "your", "him", "them", "they", "she", "you", "one", "two", "three", "four", "five", "first", "second", "third", "last", "next", "new", "old", "own", "there", "here", "now", "today", "once", "again",
		"say", "said", "tell", "told", "add", "state", "stated", "claim", "call", "called", "make", "made", "take", "taken", "took", "give", "gave", "given", "get", "got", "put", "come", "came", "go", "went", "want", "need", "see", "seen", "know", "think", "believe", "mean", "keep", "let", "set", "use", "used", "using", "become", "became", "remain", "remaining", "include", "including", "involve", "concern", "face",
		"issue", "question", "matter", "dispute", "disputed", "problem", "point", "topic", "row", "controversy", "disagreement", "difference", "part", "way", "thing", "fact", "case", "kind", "side", "area", "region", "zone", "place", "year", "month", "week", "day", "time", "hour", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"final", "key", "main", "major", "current", "future", "possible", "full", "total", "further", "long", "short", "big", "large", "small", "great", "good", "bad", "high", "low", "late", "early", "recent", "previous", "former", "proposed", "planned", "alleged", "controversial", "contested",
		"status", "ownership", "control", "handling", "fate", "management", "running", "mechanism", "process", "system", "mr", "mrs", "people", "country", "member", "official", "leader", "government", "unresolved", "outstanding", "contentious":
		return true
	}
	return false
}

// A stemSet is the subject of a passage: its stems in text order, each once, and which of
// them are parts of names.
type stemSet struct {
	words  []string
	proper []bool
}

// limitStems bounds how many stems of a passage count.
const limitStems = 60

// stems returns the subject of tokens [first, last).
func (d *doc) stems(first, last int) stemSet {
	var out stemSet
	for i := first; i < last && len(out.words) < limitStems; i++ {
		s := d.stem(i)
		if s == "" || out.has(s) {
			continue
		}
		n := d.nameAt(i)
		if n >= 0 && (d.names[n].class == stateName || d.names[n].class == personName || d.names[n].actor >= 0 && !d.actors[d.names[n].actor].dropped) {
			continue // everything in an article is about its actors
		}
		if n < 0 {
			switch d.tagAt(i) {
			case adverb, determiner, pronoun, preposition, conjunction, modal, wh, to:
				continue
			}
		}
		out.words = append(out.words, s)
		out.proper = append(out.proper, n >= 0 || d.has(i, isCap) && d.tagAt(i) == proper && d.inside[d.toks[i].word])
	}
	return out
}

func (s *stemSet) has(w string) bool {
	for _, x := range s.words {
		if x == w {
			return true
		}
	}
	return false
}

// weight returns how much the subject weighs: names count double.
func (s *stemSet) weight() int {
	n := len(s.words)
	for _, p := range s.proper {
		if p {
			n++
		}
	}
	return n
}

// common returns the weight of what two subjects share, and whether that has a name in it.
func (s *stemSet) common(o *stemSet) (weight int, named bool) {
	for i, w := range s.words {
		if o.has(w) {
			weight++
			if s.proper[i] {
				weight++
				named = true
			}
		}
	}
	return weight, named
}

// alike reports whether two noun phrases name the same question.
func (s *stemSet) alike(o *stemSet) bool {
	w, named := s.common(o)
	small := min(s.weight(), o.weight())
	if w == 0 || small == 0 {
		return false
	}
	return (w*2 > small || w == small) && (named || w >= 2 || small == 1) || w >= 3 && w*2 >= small
}

// touches reports whether a longer passage o speaks of the question s.
func (s *stemSet) touches(o *stemSet) bool {
	w, named := s.common(o)
	all := s.weight()
	switch {
	case all == 0 || w == 0:
		return false
	case named && (w*2 > all || s.shared(o) >= 2):
		return true
	case all <= 2:
		return w == all
	}
	return s.shared(o) >= 2 && w*2 >= all
}

// shared returns how many stems two subjects share.
func (s *stemSet) shared(o *stemSet) (n int) {
	for _, w := range s.words {
		if o.has(w) {
			n++
		}
	}
	return n
}
