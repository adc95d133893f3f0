package debate

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A nameParts is the name of a person taken apart. Its words are folded: in small letters, without diacritics.
type nameParts struct {
	title  string // such as "mr" or "president"; empty if it has none
	given  []string
	family string
	suffix string // "jr", "sr", "ii", …
	words  string // all of them but the title, with spaces between
}

// honorifics are read only. Those that tell a woman from a man are true.
var honorifics = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "sir": true, "lady": true, "lord": true, "dame": true,
	"king": true, "queen": true, "prince": true, "princess": true,
	"dr": false, "prof": false, "professor": false, "president": false, "minister": false, "chancellor": false,
	"premier": false, "senator": false, "sen": false, "rep": false, "representative": false, "congressman": false,
	"congresswoman": false, "governor": false, "gov": false, "mayor": false, "judge": false, "justice": false,
	"general": false, "gen": false, "colonel": false, "col": false, "captain": false, "capt": false, "lieutenant": false,
	"lt": false, "sergeant": false, "sgt": false, "admiral": false, "pope": false, "bishop": false, "archbishop": false,
	"cardinal": false, "rev": false, "reverend": false, "father": false, "sheikh": false, "ayatollah": false,
	"secretary": false, "ambassador": false, "hon": false,
}

// suffixes tell members of a family who have the same name from each other. Read only.
var suffixes = []string{"jr", "junior", "sr", "senior", "ii", "iii", "iv", "v"}

// particles begin family names and are left out by some. A word at the beginning of a name is one only in small letters: not the first
// of "Al Gore". Read only.
var particles = []string{
	"al", "el", "de", "del", "della", "der", "den", "di", "da", "dos", "du", "la", "le", "van", "von", "bin", "ibn", "ben", "ter", "zu",
}

// latin are letters that Unicode does not decompose into a letter and a diacritic. Read only.
var latin = strings.NewReplacer("ł", "l", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i")

// foldedWords returns the words of a name in small letters and without diacritics; hyphens and apostrophes part or join nothing.
func foldedWords(name string) []string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == 'ʼ' || r == '`':
		case r == '-' || r == '‐' || r == '‑' || r == '.' || r == ',' || unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return strings.Fields(latin.Replace(b.String()))
}

// arabicArticles stand before family names, with a hyphen, and are left out by some. Read only.
var arabicArticles = []string{"al-", "el-", "ul-", "as-", "ash-", "ad-", "ar-", "an-", "at-", "az-"}

// withoutArticles returns a name without the Arabic articles in it.
func withoutArticles(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		low := strings.ToLower(w)
		for _, a := range arabicArticles {
			if strings.HasPrefix(low, a) && len(low) > len(a)+1 {
				words[i] = w[len(a):]
			}
		}
	}
	return strings.Join(words, " ")
}

// parsePerson takes a name apart; a name that is nothing but a title has no family name.
func parsePerson(name string) nameParts {
	name = withoutArticles(name)
	words := foldedWords(name)
	begins := name // in capital letters, a particle there is a given name
	var p nameParts
	for len(words) > 1 {
		if _, is := honorifics[words[0]]; !is {
			break
		}
		p.title, words = words[0], words[1:]
		begins = strings.TrimLeft(begins, " .")
		if _, rest, ok := strings.Cut(begins, " "); ok {
			begins = strings.TrimLeft(rest, " ")
		}
	}
	p.words = strings.Join(words, " ")
	if n := len(words); n > 1 && slices.Contains(suffixes, words[n-1]) {
		p.suffix, words = words[n-1], words[:n-1]
		p.suffix = strings.NewReplacer("junior", "jr", "senior", "sr").Replace(p.suffix)
	}
	if len(words) == 0 {
		return p
	}
	p.family, words = familyForm(words[len(words)-1]), words[:len(words)-1]
	first := []rune(begins + " ")[0]
	for n := len(words); n > 0 && slices.Contains(particles, words[n-1]) && (n > 1 || unicode.IsLower(first)); n = len(words) {
		words = words[:n-1]
	}
	p.given = words
	return p
}

// familyForm returns a family name with the transliterations of the Slavic ending -ський, -ский as one.
func familyForm(s string) string {
	for _, end := range []string{"skyy", "skyi", "skiy", "skij", "skyj", "skii", "ski"} {
		if stem, ok := strings.CutSuffix(s, end); ok && stem != "" {
			return stem + "sky"
		}
	}
	return s
}

// isInitial reports whether a word of a name is one letter.
func isInitial(w string) bool { return len([]rune(w)) == 1 }

// agree reports whether two given names may be the same: they are equal, or one is the initial of the other.
func agree(a, b string) bool {
	return a == b || (isInitial(a) || isInitial(b)) && []rune(a)[0] == []rune(b)[0]
}

// onePerson reports whether two names may be those of one person as far as their own words tell, and why.
func onePerson(a, b nameParts) (why string, ok bool) {
	switch {
	case a.family == "" || !titlesAgree(a, b):
		return "", false
	case strings.ReplaceAll(a.words, " ", "") == strings.ReplaceAll(b.words, " ", ""):
		if a.title != b.title {
			return "the same name with and without a title", true
		}
		return "the same name in another spelling", true
	case a.family != b.family || a.suffix != b.suffix:
		return "", false
	case len(a.given) == 0 || len(b.given) == 0:
		if len(a.given)+len(b.given) == 0 {
			return "the same family name in another spelling", true
		}
		return "the family name alone", true
	case !agree(a.given[0], b.given[0]):
		return "", false
	}
	x, y := a.given[1:], b.given[1:]
	if len(x) > 0 && len(y) > 0 {
		if len(x) != len(y) {
			return "", false // George W. and George H. W.
		}
		for i := range x {
			if !agree(x[i], y[i]) {
				return "", false
			}
		}
	}
	switch {
	case a.given[0] != b.given[0]:
		return "the initial of the given name", true
	case len(x) != len(y):
		return "with and without a middle name", true
	case !slices.Equal(x, y):
		return "the initial of the middle name", true
	}
	return "the same name in another spelling", true
}

// mayMean reports whether a is a family name, alone or behind an initial, that fits b but for titles and suffixes: "Trump" may be
// Donald Trump Jr.
func mayMean(a, b nameParts) bool {
	if a.family == "" || a.family != b.family {
		return false
	}
	return len(a.given) == 0 || isInitial(a.given[0]) && (len(b.given) == 0 || agree(a.given[0], b.given[0]))
}

// titlesAgree reports whether the titles of two names do not speak against their being those of one person. "Mrs. Lee" may be the wife of
// the Lee that another article names, and "Mrs. John Lee" that of John Lee.
func titlesAgree(a, b nameParts) bool {
	x, y := honorifics[a.title], honorifics[b.title]
	switch {
	case x && y:
		return a.title == b.title
	case !x && !y:
		return true
	}
	full := func(p nameParts) bool { return len(p.given) > 0 && !isInitial(p.given[0]) }
	return a.title != "mrs" && b.title != "mrs" && full(a) && full(b)
}

// companyForms are read only.
var companyForms = []string{"inc", "incorporated", "ltd", "limited", "corp", "corporation", "llc", "plc", "gmbh", "ag", "sa", "co"}

// linking words have no letter in an acronym. Read only.
var linking = []string{"of", "the", "and", "for", "on", "in", "to", "de", "des", "du", "la"}

// oneBody reports whether two names may be those of one organisation, state or group, and why.
func oneBody(a, b string) (why string, ok bool) {
	x, y := foldedWords(a), foldedWords(b)
	switch {
	case len(x) == 0 || len(y) == 0:
		return "", false
	case strings.Join(x, "") == strings.Join(y, ""):
		return "the same name in another spelling", true
	case slices.Equal(plainBody(x), plainBody(y)):
		return "with and without the form of the company", true
	case isAcronymOf(a, b) || isAcronymOf(b, a):
		return "an acronym and its long form", true
	}
	return "", false
}

// plainBody returns the words of a name without "the" before them and the form of the company behind them.
func plainBody(words []string) []string {
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	if n := len(words); n > 1 && slices.Contains(companyForms, words[n-1]) {
		words = words[:n-1]
	}
	return words
}

// isAcronymOf reports whether a name is made of the first letters of the words of another. Two letters are too few to tell.
func isAcronymOf(name, of string) bool {
	letters := strings.ReplaceAll(strings.TrimSpace(name), ".", "")
	if n := len([]rune(letters)); n < 3 || n > 8 || strings.ToUpper(letters) != letters {
		return false
	}
	return slices.Contains(acronyms(of), strings.ToLower(letters))
}

// acronyms returns the acronyms that a name of several words may have: with and without the letters of words such as "of", and of
// the parts of words with a hyphen ("co-operation").
func acronyms(name string) []string {
	var out []string
	for _, words := range [][]string{foldedWords(name), foldedWords(strings.NewReplacer("-", "", "‐", "", "‑", "").Replace(name))} {
		if len(words) < 2 {
			continue
		}
		var short, long strings.Builder
		for _, w := range words {
			r := string([]rune(w)[0])
			long.WriteString(r)
			if !slices.Contains(linking, w) {
				short.WriteString(r)
			}
		}
		out = append(out, short.String(), long.String())
	}
	return out
}
