package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"parley/annotations/debate/english/names"
)

// gather makes the gazetteer of the sources and of our own lists.
func gather(s *shelf, lists string) (names.Listing, error) {
	l := make(names.Listing)
	for _, f := range []func(*shelf, names.Listing) error{places, countries, people, actors} {
		if err := f(s, l); err != nil {
			return nil, err
		}
	}
	return l, own(lists, l)
}

// places adds the cities of the world and what they lie in.
func places(s *shelf, l names.Listing) error {
	return table(s, "world-cities/data/world-cities.csv", func(get func(string) string) {
		l.Add(get("name"), names.City)
		l.Add(get("country"), names.Region)
		l.Add(get("subcountry"), names.Region)
	})
}

// countries adds the names of states and their capitals.
func countries(s *shelf, l names.Listing) error {
	return table(s, "country-codes/data/country-codes.csv", func(get func(string) string) {
		for _, c := range []string{"official_name_en", "UNTERM English Short", "CLDR display name", "Region Name", "Sub-region Name"} {
			l.Add(strings.TrimPrefix(get(c), "the "), names.Region)
		}
		l.Add(get("Capital"), names.City)
	})
}

// table calls f with every row of a table with a head.
func table(s *shelf, path string, f func(get func(string) string)) error {
	b, err := s.read(path)
	if err != nil {
		return err
	}
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		return err
	}
	for _, line := range all[1:] {
		f(func(name string) string {
			for i, h := range all[0] {
				if h == name && i < len(line) {
					return line[i]
				}
			}
			return ""
		})
	}
	return nil
}

var (
	assigned = regexp.MustCompile(`^    ([a-z_]+)\b[^=(]*=`)
	literal  = regexp.MustCompile(`"([^"{}]+)"|'([^'{}]+)'`)
)

// people adds first and last names in Latin letters.
func people(s *shelf, l names.Listing) error {
	paths, err := s.files("faker/faker/providers/person/*/__init__.py")
	if err != nil {
		return err
	}
	for _, p := range paths {
		b, err := s.read(p)
		if err != nil {
			return err
		}
		class := names.Class(0)
		for line := range strings.Lines(string(b)) {
			if m := assigned.FindStringSubmatch(line); m != nil {
				switch {
				case strings.HasPrefix(m[1], "first_name"):
					class = names.FirstName
				case strings.HasPrefix(m[1], "last_name"):
					class = names.LastName
				default:
					class = 0
				}
			}
			if class == 0 || strings.HasPrefix(strings.TrimSpace(line), "#") {
				continue
			}
			for _, m := range literal.FindAllStringSubmatch(line, -1) {
				if n := m[1] + m[2]; latin(n) {
					l.Add(n, class)
				}
			}
		}
	}
	return nil
}

// latin reports whether a name is in Latin letters and begins with a capital.
func latin(s string) bool {
	for i, r := range s {
		if i == 0 && !unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) {
			return false
		}
	}
	return s != ""
}

var dated = regexp.MustCompile(`\[[A-Z]{3}[A-Z]* [<>]?\d`)

// actors adds the bodies and persons of the dictionaries of actors.
func actors(s *shelf, l names.Listing) error {
	for _, d := range []struct {
		name  string
		class names.Class
	}{{"Phoenix.International.actors.txt", names.KnownBody}, {"Phoenix.MilNonState.actors.txt", names.KnownBody}, {"Phoenix.Countries.actors.txt", 0}} {
		b, err := s.read("petrarch2/petrarch2/data/dictionaries/" + d.name)
		if err != nil {
			return err
		}
		for _, e := range entries(string(b)) {
			class := d.class
			if class == 0 {
				class = e.class()
			}
			for _, n := range e.names {
				l.Add(n, class)
			}
		}
	}
	return nil
}

// An entry is one actor of a dictionary: its names and the codes for what it is.
type entry struct{ names, codes []string }

// entries cuts a dictionary into its actors: a name, its synonyms after a plus sign, its codes in brackets.
func entries(s string) (out []entry) {
	for line := range strings.Lines(s) {
		code := ""
		if i := strings.IndexByte(line, '['); i >= 0 {
			code, line = line[i:], line[:i]
		}
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		more := strings.HasPrefix(line, "+")
		if line != "" && !more && !strings.HasPrefix(line, "<") {
			out = append(out, entry{})
		}
		if len(out) == 0 {
			continue
		}
		e := &out[len(out)-1]
		for part := range strings.SplitSeq(line, "+") {
			if i := strings.IndexByte(part, '('); i > 0 {
				part = part[:i]
			}
			if n := strings.TrimSpace(strings.ReplaceAll(part, "_", " ")); len(n) > 2 && !strings.ContainsAny(n, "<>{}[]&;") {
				e.names = append(e.names, strings.TrimPrefix(strings.ToLower(n), "the "))
			}
		}
		if code != "" {
			e.codes = append(e.codes, code)
		}
	}
	return out
}

// class returns what an actor of a state is, by its codes.
func (e *entry) class() names.Class {
	c := names.Region
	for _, code := range e.codes {
		switch {
		case dated.MatchString(code):
			return names.KnownPerson
		case strings.Contains(code, "ELI"):
			c = names.KnownPerson
		case len(code) > 5:
			c = max(c, names.KnownBody)
		}
	}
	return c
}

// own adds the word lists of the engine.
func own(dir string, l names.Listing) error {
	for _, f := range []struct {
		name  string
		class names.Class
	}{{"common", names.Everyday}, {"honorifics", names.Honorific}, {"orgheads", names.BodyHead}, {"quiet", names.BodyHead}, {"months", names.Time}, {"roles", names.Role}, {"speech", names.Speech}, {"places", names.City}, {"surnames", names.LastName}, {"firstnames", names.FirstName}} {
		err := eachLine(filepath.Join(dir, f.name+".txt"), func(line string) {
			if line == "men" || line == "women" || line == "either" {
				return
			}
			for i, w := range strings.Fields(line) {
				if f.class == names.Speech && i > 4 {
					break
				}
				l.Add(strings.TrimPrefix(w, "+"), f.class)
			}
		})
		if err != nil {
			return err
		}
	}
	err := eachLine(filepath.Join(dir, "states.txt"), func(line string) {
		part := strings.Split(line, "|")
		each(part[0], ";", func(n string) { l.Add(n, names.Region) })
		each(part[1], ",", func(n string) { l.Add(n, names.People) })
		each(part[2], ",", func(n string) { l.Add(n, names.City) })
	})
	if err != nil {
		return err
	}
	err = eachLine(filepath.Join(dir, "orgs.txt"), func(line string) {
		part, _, _ := strings.Cut(line, "|")
		each(part, ";", func(n string) { l.Add(n, names.KnownBody) })
	})
	if err != nil {
		return err
	}
	return eachLine(filepath.Join(dir, "places2.txt"), func(line string) { l.Add(line, names.Region) })
}

func each(s, by string, f func(string)) {
	for n := range strings.SplitSeq(s, by) {
		if n = strings.TrimSuffix(strings.TrimSpace(n), "*"); n != "" {
			f(n)
		}
	}
}

// eachLine calls f with the lines of a list that are neither empty nor remarks.
func eachLine(path string, f func(string)) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			f(line)
		}
	}
	return nil
}
