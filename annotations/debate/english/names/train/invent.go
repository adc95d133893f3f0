package main

import (
	"embed"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/debate/english/names"
)

// lists holds the patterns of sentences, of bodies and of things.
//
//go:embed patterns.txt bodies.txt things.txt
var lists embed.FS

// An inventor makes up names out of the lists, and texts of them. It needs no chance but
// its own numbers, so that it makes up the same each time.
type inventor struct {
	rnd                                  *rand.Rand
	first, last, city, state, people     []string
	roles, titles, speech, months        []string
	patterns, bodies, fields, happenings []string
}

func newInventor(l names.Listing) *inventor {
	v := &inventor{rnd: rand.New(rand.NewPCG(3, 5)), titles: strings.Split("President|Prime Minister|Minister|Foreign Minister|Finance Minister|Governor|Mayor|Secretary|Ambassador|General|Chairman|Speaker|Chancellor|Senator|Judge|Chief Minister|Health Minister|Premier|Secretary General", "|")}
	for k, c := range l {
		k = title(k)
		switch {
		case c&names.People != 0:
			v.people = append(v.people, k)
		case c&names.Role != 0 && !strings.Contains(k, " "):
			v.roles = append(v.roles, strings.ToLower(k))
		}
		if c&(names.Everyday|names.Role|names.Time) != 0 {
			continue
		}
		for _, x := range []struct {
			class names.Class
			to    *[]string
		}{{names.FirstName, &v.first}, {names.LastName, &v.last}, {names.City, &v.city}, {names.Region, &v.state}} {
			if c&x.class != 0 {
				*x.to = append(*x.to, k)
			}
		}
	}
	for _, s := range [][]string{v.first, v.last, v.city, v.state, v.people, v.roles} {
		slices.Sort(s)
	}
	v.speech = strings.Fields("said says said said told announced warned added stated insisted claimed argued noted explained said confirmed denied")
	v.months = strings.Fields("January February March April May June July August September October November December")
	v.patterns, v.bodies = entriesOf("patterns"), entriesOf("bodies")
	things := entriesOf("things")
	k := slices.Index(things, "things")
	v.fields, v.happenings = things[1:k], things[k+1:]
	return v
}

// entriesOf returns the lines of a list that are neither empty nor remarks.
func entriesOf(name string) (out []string) {
	b, err := lists.ReadFile(name + ".txt")
	if err != nil {
		panic(err) // it is part of the program
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// title returns s with a capital at the beginning of each part.
func title(s string) string {
	up := true
	return strings.Map(func(r rune) rune {
		if up {
			r = unicode.ToUpper(r)
		}
		up = r == ' ' || r == '-' || r == '.'
		return r
	}, s)
}

func (v *inventor) of(s []string) string { return s[v.rnd.IntN(len(s))] }

// person returns a whole name.
func (v *inventor) person() string {
	n := v.of(v.first) + " "
	switch v.rnd.IntN(10) {
	case 0:
		n += v.of(v.first) + " "
	case 1:
		n += string(rune('A'+v.rnd.IntN(26))) + ". "
	case 2:
		n += v.of([]string{"al-", "Al-", "bin ", "van ", "de ", "Al ", "El ", "von ", "da "})
	}
	return n + v.of(v.last)
}

func (v *inventor) place() string {
	if v.rnd.IntN(4) == 0 {
		return v.of(v.state)
	}
	return v.of(v.city)
}

func (v *inventor) acronym() string {
	n := 3 + v.rnd.IntN(3)
	b := make([]byte, n)
	for i := range b {
		b[i] = "AABCCDEFGHIIKLMNNOPPRSSTUUW"[v.rnd.IntN(27)]
	}
	return string(b)
}

// body returns the name of a body and its acronym.
func (v *inventor) body() (name, short string) {
	for part := range strings.SplitSeq(v.of(v.bodies), "{") {
		slot, rest, ok := strings.Cut(part, "}")
		if !ok {
			name += part
			continue
		}
		switch slot {
		case "L":
			name += v.place()
		case "C":
			name += v.of(v.state)
		case "D":
			name += v.of(v.people)
		case "S":
			name += v.of(v.last)
		case "F":
			name += v.of(v.first)
		case "K":
			name += v.of(v.fields)
		case "A":
			name += v.acronym()
		}
		name += rest
	}
	for w := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			short += string(r)
		}
	}
	if len(short) < 2 || len(short) > 6 {
		short = v.acronym()
	}
	return name, short
}

// texts makes up n texts of some sentences each.
func (v *inventor) texts(n int) []text {
	out := make([]text, 0, n)
	for range n {
		t, c := text{name: "made up"}, v.cast()
		for range 8 {
			t.sents = append(t.sents, v.sentence(c))
		}
		out = append(out, t)
	}
	return out
}

// A cast is who and what a made-up text is about.
type cast struct{ persons, firsts, lasts, bodies, shorts, places, states []string }

func (v *inventor) cast() cast {
	var c cast
	for range 4 {
		n := v.person()
		c.persons = append(c.persons, n)
		first, _, _ := strings.Cut(n, " ")
		c.firsts = append(c.firsts, first)
		c.lasts = append(c.lasts, n[strings.LastIndexByte(n, ' ')+1:])
		o, short := v.body()
		c.bodies, c.shorts = append(c.bodies, o), append(c.shorts, short)
		c.places, c.states = append(c.places, v.place()), append(c.states, v.of(v.state))
	}
	return c
}

func (v *inventor) sentence(c cast) []item {
	var s []item
	short := v.of(c.shorts)
	put := func(words string, k names.Kind) {
		for i, w := range cutWords(words) {
			s = append(s, item{w, k, k != names.None && i == 0})
		}
	}
	for part := range strings.SplitSeq(v.of(v.patterns), "{") {
		slot, rest, ok := strings.Cut(part, "}")
		if !ok {
			put(part, names.None)
			continue
		}
		switch slot {
		case "P":
			put(v.of(c.persons), names.Person)
		case "F":
			put(v.of(c.firsts), names.Person)
		case "S":
			put(v.of(c.lasts), names.Person)
		case "L":
			put(v.of(c.places), names.Place)
		case "C":
			put(v.of(c.states), names.Place)
		case "D":
			put(v.of(v.people), names.Demonym)
		case "O":
			k := v.rnd.IntN(len(c.bodies))
			short = c.shorts[k]
			put(c.bodies[k], names.Body)
		case "A":
			put(short, names.Body)
		case "E":
			put(v.of(v.happenings), names.Thing)
		case "T":
			put(v.of(v.titles), names.None)
		case "R":
			put(v.of(v.roles), names.None)
		case "V":
			put(v.of(v.speech), names.None)
		case "M":
			put(v.of(v.months), names.None)
		case "W":
			put(v.of([]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}), names.None)
		}
		put(rest, names.None)
	}
	return s
}

// cutWords cuts made-up words as the engine does.
func cutWords(s string) (out []string) {
	for w := range strings.FieldsSeq(s) {
		for len(w) > 1 && strings.ContainsAny(w[:1], "\"(-") {
			out, w = append(out, w[:1]), w[1:]
		}
		var tail []string
		for len(w) > 1 && strings.ContainsAny(w[len(w)-1:], ",.:)\"") && !(len(w) == 2 && w[1] == '.' && unicode.IsUpper(rune(w[0]))) {
			tail, w = append(tail, w[len(w)-1:]), w[:len(w)-1]
		}
		if n, ok := strings.CutSuffix(w, "'s"); ok && n != "" {
			out, w = append(out, n), "'s"
		}
		out = append(out, w)
		slices.Reverse(tail)
		out = append(out, tail...)
	}
	return out
}

// changed returns a copy of t in which persons, places and peoples have other names.
func (v *inventor) changed(t text) text {
	out := text{name: t.name}
	other := make(map[string]string)
	for _, s := range t.sents {
		c := slices.Clone(s)
		for i := range c {
			w := c[i].word
			r, _ := utf8.DecodeRuneInString(w)
			if c[i].kind == names.None || !unicode.IsUpper(r) || len(w) < 3 || strings.HasSuffix(w, ".") {
				continue
			}
			alone := c[i].first && (i+1 >= len(c) || c[i+1].kind != c[i].kind || c[i+1].first)
			var from []string
			switch c[i].kind {
			case names.Person:
				from = v.last
				if c[i].first && !alone {
					from = v.first
				}
			case names.Place:
				if !alone {
					continue
				}
				from = v.city
				if v.rnd.IntN(3) == 0 {
					from = v.state
				}
			case names.Demonym:
				from = v.people
			default:
				continue
			}
			if other[w] == "" {
				other[w] = v.of(from)
				for strings.Contains(other[w], " ") {
					other[w] = v.of(from)
				}
			}
			c[i].word = other[w]
		}
		out.sents = append(out.sents, c)
	}
	return out
}
