package main

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"parley/annotations/debate/english/names"
)

// A node is a token of GUM.
type node struct {
	word   string
	proper bool
	many   bool // a plural
	tight  bool // no space after it
}

// A mark is an entity of GUM: nodes [first, last), the nodes of its head in it counted
// from one, and its type.
type mark struct {
	first, last int
	kind, heads string
}

// gum reads the genres whose texts may be used.
func gum(s *shelf) ([]text, error) {
	var out []text
	for _, genre := range []string{"academic", "court", "interview", "news"} {
		files, err := s.files("gum/dep/GUM_" + genre + "_*.conllu")
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			b, err := s.read(f)
			if err != nil {
				return nil, err
			}
			out = append(out, gumText(strings.TrimSuffix(path.Base(f), ".conllu"), string(b)))
		}
	}
	return out, nil
}

// gumText reads one document. Entities that run over a sentence's end are not used.
func gumText(name, body string) text {
	t := text{name: name}
	var nodes []node
	var marks []mark
	var open []int // marks that are not closed yet
	ids := make(map[int]string)
	for line := range strings.Lines(body + "\n\n") {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) == 1 && f[0] == "" {
			if len(nodes) > 0 {
				t.sents = append(t.sents, gumSentence(nodes, marks))
			}
			nodes, marks, open = nil, nil, nil
		}
		if len(f) != 10 || strings.ContainsAny(f[0], "-.") {
			continue
		}
		n := len(nodes)
		nodes = append(nodes, node{f[1], f[3] == "PROPN", f[4] == "NNPS", strings.Contains(f[9], "SpaceAfter=No")})
		for field := range strings.SplitSeq(f[9], "|") {
			e, ok := strings.CutPrefix(field, "Entity=")
			if !ok {
				continue
			}
			for e != "" {
				if e[0] == '(' {
					end := strings.IndexAny(e[1:], "()") + 1
					if end == 0 {
						end = len(e)
					}
					part := strings.SplitN(e[1:end], "-", 8)
					e = e[end:]
					if len(part) < 7 {
						continue
					}
					ids[len(marks)] = part[0]
					open = append(open, len(marks))
					marks = append(marks, mark{n, -1, part[1], part[5]})
					if strings.HasPrefix(e, ")") {
						marks[len(marks)-1].last = n + 1
						open, e = open[:len(open)-1], e[1:]
					}
					continue
				}
				id, rest, _ := strings.Cut(e, ")")
				e = rest
				for k := len(open) - 1; k >= 0; k-- {
					if ids[open[k]] == id {
						marks[open[k]].last = n + 1
						open = slices.Delete(open, k, k+1)
						break
					}
				}
			}
		}
	}
	return t
}

// gumSentence marks the names of a sentence: the proper nouns around the head of an
// entity, outermost first; and puts words together that stand without a space.
func gumSentence(nodes []node, marks []mark) []item {
	items := make([]item, len(nodes))
	for i, n := range nodes {
		items[i].word = n.word
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return (b.last - b.first) - (a.last - a.first) })
	for _, m := range marks {
		kind := map[string]names.Kind{"person": names.Person, "organization": names.Body, "place": names.Place, "event": names.Thing, "object": names.Thing, "abstract": names.Thing}[m.kind]
		if m.last < 0 || kind == names.None {
			continue
		}
		first, last := m.name(nodes, kind)
		if kind == names.Person && first < last && nodes[last-1].many {
			kind = names.Demonym
		}
		free := first < last
		for i := first; i < last; i++ {
			free = free && items[i].kind == names.None
		}
		for i := first; i < last && free; i++ {
			items[i].kind, items[i].first = kind, i == first
		}
	}
	return joined(nodes, items)
}

// name returns the nodes that name what m marks; none if its head is no proper noun.
func (m *mark) name(nodes []node, kind names.Kind) (first, last int) {
	head, tail := m.last, m.first
	for h := range strings.SplitSeq(m.heads, ",") {
		k, err := strconv.Atoi(h)
		if err != nil || m.first+k-1 >= m.last {
			return 0, 0
		}
		head, tail = min(head, m.first+k-1), max(tail, m.first+k)
	}
	for i := head; i < tail; i++ {
		if kind == names.Person && strings.EqualFold(nodes[i].word, "and") {
			return 0, 0
		}
	}
	if head >= tail || !nodes[head].proper || !nodes[tail-1].proper {
		return 0, 0
	}
	inner := func(i int) bool {
		switch nodes[i].word {
		case "-", "&", "'s", ".":
			return true
		case "of", "for", "the", "and", "in":
			return kind != names.Person
		}
		return false
	}
	for head > m.first && (nodes[head-1].proper || head-2 >= m.first && inner(head-1) && nodes[head-2].proper && kind != names.Place) {
		head--
	}
	for tail < m.last && (nodes[tail].proper || inner(tail) && (tail+1 < m.last && nodes[tail+1].proper || nodes[tail].word == "of" && tail+2 < m.last && nodes[tail+2].proper)) {
		tail++
	}
	return head, tail
}

// joined puts words together as the engine cuts them: at hyphens and before "n't".
func joined(nodes []node, items []item) []item {
	var out []item
	glue := false
	for i, n := range nodes {
		k := len(out) - 1
		switch {
		case glue && k >= 0:
			out[k].word += items[i].word
			glue = n.tight && n.word == "-"
			continue
		case k >= 0 && nodes[i-1].tight && n.tight && n.word == "-", k >= 0 && nodes[i-1].tight && (n.word == "n't" || n.word == "'re" || n.word == "'ll" || n.word == "'ve" || n.word == "'d" || n.word == "'m"):
			out[k].word += n.word
			glue = n.word == "-"
			continue
		}
		out = append(out, items[i])
	}
	return out
}
