package debate

import (
	"cmp"
	"slices"
	"strings"
)

// A SeenActor is an actor as the analyses of all articles show it under one name.
type SeenActor struct {
	Key      string // [ActorKey] of Name
	Name     string
	Kind     Kind
	Articles int      // that show it
	Roles    []RoleAt // each once, the newest first
}

// A RoleAt is a role of an actor as the newest article that gives it was written.
type RoleAt struct {
	Role string
	AsOf string // when that article was published, as ISO 8601; empty if that is not known
}

// A Bearer is an actor of the library, or one that analyses show and nobody has filed, with all its names.
type Bearer struct {
	Entity   ID // zero if it is not of the library
	Name     string
	Names    []string // of which Name is the first
	Kind     Kind
	Articles int      // that show one of the names; an article that shows two counts twice
	Role     string   // that the reader gave, if any
	Roles    []RoleAt // that articles give it, each once, the newest first
}

// A Merge is the suggestion that two actors are one.
type Merge struct {
	From, Into Bearer
	Why        string
}

// Key returns the form under which it is kept that the reader has rejected the merge.
func (m Merge) Key() string { return MergeKey(m.From.Name, m.Into.Name) }

// MergeKey returns the form under which it is kept that two names are not those of one actor.
func MergeKey(a, b string) string {
	x, y := normal(a), normal(b)
	if x > y {
		x, y = y, x
	}
	return "merge:" + x + "|" + y
}

// Bearers returns the actors of the library and those that analyses show, without the names that the reader has rejected or merged into
// an actor. Those that most articles show come first.
func (l *Library) Bearers(seen []SeenActor) []Bearer {
	out := make([]Bearer, 0, len(l.Actors)+len(seen))
	at := make(map[ID]int, len(l.Actors))
	for _, a := range l.Actors {
		at[a.ID] = len(out)
		out = append(out, Bearer{Entity: a.ID, Name: a.Name, Names: a.Names(), Kind: a.Kind, Role: a.Role})
	}
	for _, s := range seen {
		d := l.Decided(s.Key)
		if d.Verdict == Rejected {
			continue
		}
		id := d.Target
		if _, ok := at[id]; !ok {
			id = l.SameActor(&FoundActor{Name: s.Name, Kind: s.Kind})
		}
		if i, ok := at[id]; ok {
			out[i].Articles += s.Articles
			out[i].Roles = newestFirst(append(out[i].Roles, s.Roles...))
			continue
		}
		out = append(out, Bearer{Name: s.Name, Names: []string{s.Name}, Kind: s.Kind, Articles: s.Articles, Roles: newestFirst(slices.Clone(s.Roles))})
	}
	slices.SortStableFunc(out, func(a, b Bearer) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), strings.Compare(a.Name, b.Name))
	})
	return out
}

// newestFirst sorts roles by their dates, and leaves each role only where it is newest.
func newestFirst(all []RoleAt) []RoleAt {
	slices.SortStableFunc(all, func(a, b RoleAt) int { return strings.Compare(b.AsOf, a.AsOf) })
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(r RoleAt) bool {
		was := seen[r.Role]
		seen[r.Role] = true
		return was
	})
}

// same reports whether two bearers may be one, by any two of their names, and why.
func same(a, b *Bearer) (why string, ok bool) {
	if !kindsAgree(a.Kind, b.Kind) && !kindsAgree(b.Kind, a.Kind) {
		return "", false
	}
	persons := a.Kind == Person && b.Kind == Person
	for _, x := range a.Names {
		for _, y := range b.Names {
			if persons {
				why, ok = onePerson(parsePerson(x), parsePerson(y))
			} else {
				why, ok = oneBody(x, y) // also of a person and what may be one: by the whole name alone
			}
			if ok {
				return why, true
			}
		}
	}
	return "", false
}

// Merges returns which of the bearers, ordered as [Library.Bearers] does, may be one, but for what the reader has rejected. A name
// that fits two who are not one themselves, such as a family name that two people bear, is suggested for neither.
func (l *Library) Merges(all []Bearer) []Merge {
	fits, near := fitting(all)
	clear := make([]bool, len(all)) // all that it fits may be one
	for i, of := range near {
		clear[i] = true
		for k, a := range of {
			for _, b := range of[k+1:] {
				if _, ok := same(&all[a], &all[b]); !ok {
					clear[i] = false
				}
			}
		}
	}
	var out []Merge
	for i, of := range fits {
		if !clear[i] {
			continue
		}
		best := -1
		for _, k := range of {
			if clear[k] && fuller(all, k, i) && (best < 0 || fuller(all, k, best)) {
				best = k
			}
		}
		if best < 0 {
			continue
		}
		why, _ := same(&all[i], &all[best])
		m := Merge{From: all[i], Into: all[best], Why: why}
		if l.Decided(m.Key()).Verdict != Rejected {
			out = append(out, m)
		}
	}
	return out
}

// fuller reports whether a is the one that b is to be merged into: it is of the library, or has the fuller name, or is seen more often.
func fuller(all []Bearer, a, b int) bool {
	x, y := &all[a], &all[b]
	if (x.Entity == ID{}) != (y.Entity == ID{}) {
		return x.Entity != ID{}
	}
	if n, m := fullness(x), fullness(y); n != m {
		return n > m
	}
	return a < b
}

// fullness is 0 for a name that is an acronym or one word, 1 if it has an initial in place of the given name, and otherwise 2.
func fullness(b *Bearer) int {
	w := foldedWords(b.Name)
	switch {
	case len(w) < 2:
		return 0
	case isInitial(w[0]):
		return 1
	}
	return 2
}

// fitting returns for each bearer the others that may be the same, and all that its names may mean, in their order. Only those are
// compared that have a family name, the letters of an acronym or all words in common.
func fitting(all []Bearer) (fits, near [][]int) {
	groups, given := map[string][]int{}, map[string][]int{}
	for i := range all {
		var keys []string
		for _, n := range all[i].Names {
			w := foldedWords(n)
			if len(w) == 0 {
				continue
			}
			p := parsePerson(n)
			if len(p.given) > 0 && all[i].Kind == Person {
				given[familyForm(p.given[0])] = append(given[familyForm(p.given[0])], i)
			}
			keys = append(keys, "family "+p.family, "whole "+strings.Join(w, ""), "plain "+strings.Join(plainBody(w), " "))
			keys = append(keys, "acronym "+strings.Join(w, ""))
			for _, a := range acronyms(n) {
				keys = append(keys, "acronym "+a)
			}
		}
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			groups[k] = append(groups[k], i)
		}
	}
	fits, near = make([][]int, len(all)), make([][]int, len(all))
	for _, g := range groups {
		for k, a := range g {
			for _, b := range g[k+1:] {
				_, one := same(&all[a], &all[b])
				if one {
					fits[a], fits[b] = append(fits[a], b), append(fits[b], a)
				}
				if one || nameMayMean(&all[a], &all[b]) {
					near[a] = append(near[a], b)
				}
				if one || nameMayMean(&all[b], &all[a]) {
					near[b] = append(near[b], a)
				}
			}
		}
	}
	for i := range all { // "Jack" may be Brian Jack or Jack Nicklaus
		for _, n := range all[i].Names {
			if p := parsePerson(n); all[i].Kind == Person && len(p.given) == 0 {
				near[i] = append(near[i], given[p.family]...)
			}
		}
	}
	for i := range all { // two may be in several groups
		slices.Sort(fits[i])
		slices.Sort(near[i])
		fits[i], near[i] = slices.Compact(fits[i]), slices.Compact(near[i])
	}
	return fits, near
}

// nameMayMean reports whether a name of person a may mean person b.
func nameMayMean(a, b *Bearer) bool {
	if a.Kind != Person || b.Kind != Person {
		return false
	}
	for _, x := range a.Names {
		for _, y := range b.Names {
			if mayMean(parsePerson(x), parsePerson(y)) {
				return true
			}
		}
	}
	return false
}
