package actors

import (
	"strings"

	"parley/annotations/debate/english/text"
)

// barePerson reports whether only the guess of the perceptron makes a single word the name of a person.
func (c *clusterer) barePerson(n *Name) bool {
	return n.Last-n.First == 1 && n.Title[1] == 0 && !c.Has(n.First, text.IsMan|text.IsWoman|text.IsSurname) &&
		!c.Has(n.First-1, text.IsRole|text.IsHonorific)
}

// bySurname returns the person of as whom the surname n means: of the gender that a word such as "Mrs" before it tells, and
// if there are several, the one who is mentioned last before it, unless the text names another much more often by the whole
// name. If a title of another gender shows that the surname means nobody of them, it returns a new actor.
func (c *clusterer) bySurname(dir *directory, as []int, n *Name) int {
	g := c.honorific(n)
	var fit []int
	for _, a := range as[:min(most, len(as))] {
		if x := c.Actors[a].Gender; g == 0 || x == 0 || x&g != 0 {
			fit = append(fit, a)
		}
	}
	switch len(fit) {
	case 0:
		a := c.newActor(n)
		c.Actors[a].Words = c.folded(n.First, n.Last)
		tail := c.Actors[a].Words[len(c.Actors[a].Words)-1]
		dir.tails[tail] = append(dir.tails[tail], a)
		return a
	case 1:
		return fit[0]
	}
	if g != 0 { // of those known to be of the gender, if there are any
		var sure []int
		for _, a := range fit {
			if c.Actors[a].Gender == g {
				sure = append(sure, a)
			}
		}
		if len(sure) > 0 {
			fit = sure
		}
	}
	first, second := fit[0], -1
	for _, a := range fit[1:] {
		switch {
		case c.Actors[a].whole > c.Actors[first].whole:
			first, second = a, first
		case second < 0 || c.Actors[a].whole > c.Actors[second].whole:
			second = a
		}
	}
	if second < 0 || c.Actors[first].whole >= 3*c.Actors[second].whole {
		return first
	}
	return c.nearest(fit, n.First)
}

// honorific returns the gender that the word before n tells, or 0.
func (c *clusterer) honorific(n *Name) text.Flag {
	i := n.First - 1
	if n.Title[1] > n.Title[0] {
		i = n.Title[0]
	}
	switch strings.TrimSuffix(c.Word(i).Lower, ".") {
	case "mr", "sir", "lord", "king", "prince", "monsieur", "señor", "herr":
		return text.IsMan
	case "mrs", "ms", "miss", "lady", "dame", "queen", "princess", "madame", "mme", "señora", "frau":
		return text.IsWoman
	}
	return 0
}

// byFirstName returns the only person whose name begins with the one word of n, or -1: "Melania" after "Melania Trump", "Shi" after
// "Shi Yinhong".
func (c *clusterer) byFirstName(dir *directory, n *Name, key string) int {
	if n.Class != Person || n.Last-n.First != 1 || dir.full[key] > 0 {
		return -1
	}
	if as := dir.first[key]; len(as) == 1 {
		if g := c.honorific(n); g == 0 || c.Actors[as[0]].Gender == 0 || c.Actors[as[0]].Gender&g != 0 {
			return as[0]
		}
	}
	return -1
}
