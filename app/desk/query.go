package desk

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// typedMost and wordsMost bound what of a typed search is looked at, in code points and words.
const (
	typedMost = 2000
	wordsMost = 48
)

// inKinds are the words behind “in:”.
var inKinds = map[string][]annotations.HitKind{
	"article": {annotations.HitText, annotations.HitTitle}, "text": {annotations.HitText}, "title": {annotations.HitTitle}, "highlight": {annotations.HitHighlight},
	"note": {annotations.HitNote}, "statement": {annotations.HitStatement}, "actor": {annotations.HitActor}, "dispute": {annotations.HitDispute},
}

// ParseKinds returns the kinds that a word behind “in:” names, such as “articles” or “highlights,notes”.
func ParseKinds(words string) ([]annotations.HitKind, bool) {
	var out []annotations.HitKind
	for word := range strings.SplitSeq(words, ",") {
		kinds, ok := inKinds[strings.TrimSuffix(strings.ToLower(strings.TrimSpace(word)), "s")]
		if !ok {
			return nil, false
		}
		out = append(out, kinds...)
	}
	return out, true
}

// A piece is one part of a typed search.
type piece struct {
	not, quoted bool
	field       string // in small letters, without the colon
	value       string
	typing      bool // it is the last, and may go on
}

// pieces cuts a typed search apart. Every text means something.
func pieces(typed string) []piece {
	rs := []rune(typed)
	rs = rs[:min(len(rs), typedMost)]
	var out []piece
	for i := 0; i < len(rs); {
		if unicode.IsSpace(rs[i]) {
			i++
			continue
		}
		var p piece
		if rs[i] == '-' && i+1 < len(rs) && !unicode.IsSpace(rs[i+1]) {
			p.not = true
			i++
		}
		end := i
		for end < len(rs) && unicode.IsLetter(rs[end]) {
			end++
		}
		if end > i && end+1 < len(rs) && rs[end] == ':' && !unicode.IsSpace(rs[end+1]) {
			if name := strings.ToLower(string(rs[i:end])); isField(name) {
				p.field = name
				i = end + 1
			}
		}
		if quote(rs[i]) {
			p.quoted = true
			i++
			for end = i; end < len(rs) && !quote(rs[end]); {
				end++
			}
			p.value = string(rs[i:end])
			p.typing = end == len(rs)
			i = end + 1
			if i < len(rs) && rs[i] == '*' {
				p.value += "*"
				i++
			}
		} else {
			for end = i; end < len(rs) && !unicode.IsSpace(rs[end]); {
				end++
			}
			p.value = string(rs[i:end])
			p.typing = end == len(rs)
			i = end
		}
		out = append(out, p)
	}
	return out
}

func quote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»' || r == '「' || r == '」'
}

func isField(name string) bool {
	return slices.Contains([]string{"tag", "colour", "color", "actor", "dispute", "outlet", "before", "after", "in"}, name)
}

// A naming knows what names in a search mean.
type naming struct {
	lib        *debate.Library
	collection func(name string) (article.ID, bool)
}

// parseQuery makes a query of a typed search. Words that are left out of it, as they cannot be understood, are returned. Where
// typing is set, the last word may be the beginning of one.
func parseQuery(typed string, typing bool, names naming) (q annotations.Query, unknown []string) {
	words := 0
	for _, p := range pieces(typed) {
		if p.field != "" {
			if p.not || !field(&q, p, names) {
				word := p.field + ":" + p.value
				if p.not {
					word = "-" + word
				}
				unknown = append(unknown, word)
			}
			continue
		}
		phrase := article.SearchWords(p.value)
		if len(phrase) == 0 {
			continue
		}
		if words += len(phrase); words > wordsMost {
			unknown = append(unknown, p.value)
			continue
		}
		last := &phrase[len(phrase)-1]
		if strings.HasSuffix(p.value, "*") || typing && p.typing && !p.not && len([]rune(last.Text)) >= 2 {
			last.Prefix = true
		}
		if p.not {
			q.None = append(q.None, phrase)
		} else {
			q.All = append(q.All, phrase)
		}
	}
	return q, unknown
}

// field adds a part with a field, and reports whether it means something.
func field(q *annotations.Query, p piece, names naming) bool {
	lib := names.lib
	value := strings.TrimSpace(p.value)
	switch p.field {
	case "tag":
		if value = strings.TrimPrefix(value, "#"); value == "" {
			return false
		}
		q.Tags = append(q.Tags, value)
	case "colour", "color":
		c, err := annotations.ParseColour(strings.ToLower(value))
		if err != nil {
			return false
		}
		q.Colours = append(q.Colours, c)
	case "outlet":
		words := article.SearchWords(value)
		if len(words) == 0 {
			return false
		}
		for i := range words { // only the last may be the beginning of one
			words[i].Prefix = i == len(words)-1 && (words[i].Prefix || !p.quoted || p.typing)
		}
		q.Outlets = append(q.Outlets, words)
	case "before", "after":
		if !dated(value) {
			return false
		}
		switch {
		case p.field == "after":
			q.From = max(q.From, value)
		case q.Before == "":
			q.Before = value
		default:
			q.Before = min(q.Before, value)
		}
	case "in":
		if kinds, ok := ParseKinds(value); ok {
			q.Kinds = append(q.Kinds, kinds...)
			return true
		}
		id, ok := names.collection(value)
		if ok {
			q.In = append(q.In, id)
		}
		return ok
	case "actor":
		if value == "" {
			return false
		}
		e := annotations.QueryEntity{Keys: []string{debate.ActorKey(value)}, Words: keyWords(debate.ActorKey(value))}
		for i := range lib.Actors {
			if a := &lib.Actors[i]; named(value, a.Names()) {
				e.IDs = append(e.IDs, a.ID)
				for _, n := range a.Names() {
					e.Keys = append(e.Keys, debate.ActorKey(n))
				}
			}
		}
		q.Actors = append(q.Actors, bounded(e))
	case "dispute":
		if value == "" {
			return false
		}
		e := annotations.QueryEntity{Keys: []string{debate.DisputeKey(value)}, Words: keyWords(debate.DisputeKey(value))}
		for i := range lib.Disputes {
			if d := &lib.Disputes[i]; named(value, []string{d.Title}) {
				e.IDs, e.Keys = append(e.IDs, d.ID), append(e.Keys, debate.DisputeKey(d.Title))
			}
		}
		q.Disputes = append(q.Disputes, bounded(e))
	}
	return true
}

// keyWords returns the words of a key behind its kind, at most wordsMost.
func keyWords(key string) []string {
	_, name, _ := strings.Cut(key, ":")
	words := strings.Fields(name)
	return words[:min(len(words), wordsMost)]
}

// entityMost is how many actors or disputes one name may mean.
const entityMost = 200

func bounded(e annotations.QueryEntity) annotations.QueryEntity {
	e.IDs, e.Keys = e.IDs[:min(len(e.IDs), entityMost)], e.Keys[:min(len(e.Keys), entityMost)]
	return e
}

// dated reports whether s is a year, a month or a day as ISO 8601 writes them.
func dated(s string) bool {
	for _, form := range []string{"2006", "2006-01", time.DateOnly} {
		if len(s) == len(form) {
			_, err := time.Parse(form, s)
			return err == nil
		}
	}
	return false
}

// named reports whether the words of what was typed begin words of one of the names.
func named(typed string, names []string) bool {
	words := article.SearchWords(typed)
	for _, n := range names {
		var of []string
		article.Terms(n, func(t article.Term) bool {
			of = append(of, t.Text)
			return true
		})
		if len(words) > 0 && !slices.ContainsFunc(words, func(w article.SearchWord) bool {
			return !slices.ContainsFunc(of, func(t string) bool { return strings.HasPrefix(t, w.Text) })
		}) {
			return true
		}
	}
	return false
}
