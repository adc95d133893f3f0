package debate

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// Compose returns what the reader is shown of a version: the statements filed on it, the actors and disputes of
// the library that it names or that they are about, and of what the analysis found, what the reader has not decided on. Neither a, which
// may be nil, nor lib nor filed is changed.
func Compose(v *article.Version, a *Analysis, lib *Library, filed []Placed) *View {
	if a == nil {
		a = &Analysis{}
	}
	c := &composer{v: v, a: a, lib: lib, filed: filed, out: &View{Language: a.Language, Library: lib}, actor: map[string]int{}, dispute: map[string]int{}, position: map[string]string{}}
	c.actors()
	c.disputes()
	c.statements()
	c.speakers()
	return c.out
}

// A composer is a view in the making.
type composer struct {
	v     *article.Version
	a     *Analysis
	lib   *Library
	filed []Placed
	out   *View

	// Where what was found, or is of the library, is in the view, by its id.
	actor, dispute map[string]int
	position       map[string]string // ids of positions in the view by those of the analysis
}

// actors takes over who was found, and the actors of the library that are named or heard in the version.
func (c *composer) actors() {
	var split []Mention // of names that were split off
	for i := range c.a.Actors {
		f := c.a.Actors[i]
		m := c.lib.matchActor(&f)
		if m.hidden {
			continue
		}
		var rest []Mention
		for _, x := range f.Mentions {
			if to := c.splitTo(f.Name, m.id, x); to != (ID{}) {
				c.addActor(to)
				split = append(split, x)
				k := c.actor[to.String()]
				c.out.Actors[k].Mentions = append(c.out.Actors[k].Mentions, x)
				continue
			}
			rest = append(rest, x)
		}
		f.Mentions = rest
		if m.id == (ID{}) {
			f.Aliases = without(f.Aliases, split, c.v)
			c.actor[f.ID] = len(c.out.Actors)
			c.out.Actors = append(c.out.Actors, ShownActor{FoundActor: f, MayBe: m.maybe, Found: []string{f.Name}})
			continue
		}
		c.addActor(m.id)
		c.actor[f.ID] = c.actor[m.id.String()]
		s := &c.out.Actors[c.actor[f.ID]]
		s.Mentions = append(s.Mentions, rest...)
		s.Found = append(s.Found, f.Name)
		if s.Role == "" {
			s.Role = f.Role
		}
	}
	for _, p := range c.filed {
		c.addActor(p.Actor)
		c.addActor(p.ReportedBy)
	}
	c.named()
	for i := range c.out.Actors {
		m := c.out.Actors[i].Mentions
		sort.SliceStable(m, func(i, k int) bool { return m[i].Start < m[k].Start })
		c.out.Actors[i].Mentions = slices.CompactFunc(m, func(a, b Mention) bool { return a.Range == b.Range })
	}
}

// splitTo returns the actor to which a mention of another name than its actor's was assigned by the reader.
func (c *composer) splitTo(name string, of ID, m Mention) ID {
	if m.Form == ByPronoun || m.Form == ByDescription {
		return ID{}
	}
	key := ActorKey(c.v.Slice(m.Range))
	if key == ActorKey(name) {
		return ID{}
	}
	d := c.lib.Decision(key)
	if _, ok := c.lib.actors[d.Target]; !ok || d.Target == of {
		return ID{}
	}
	return d.Target
}

func without(aliases []string, split []Mention, v *article.Version) []string {
	return slices.DeleteFunc(slices.Clone(aliases), func(a string) bool {
		return slices.ContainsFunc(split, func(m Mention) bool { return normal(v.Slice(m.Range)) == normal(a) })
	})
}

// addActor puts an actor of the library into the view, if it is not there yet.
func (c *composer) addActor(id ID) {
	a, ok := c.lib.Actor(id)
	key := id.String()
	if _, there := c.actor[key]; there || !ok {
		return
	}
	c.actor[key] = len(c.out.Actors)
	f := FoundActor{ID: key, Name: a.Name, Kind: a.Kind, Role: a.Role, Confidence: 1}
	for _, n := range a.Aliases {
		f.Aliases = append(f.Aliases, n.Name)
	}
	c.out.Actors = append(c.out.Actors, ShownActor{FoundActor: f, Entity: id, Side: a.Side})
}

// namedMost is how many mentions are looked for by name.
const namedMost = 2000

// named looks for the actors of the library that the analysis did not find, by their names.
func (c *composer) named() {
	if len(c.lib.Actors) == 0 {
		return
	}
	var words map[string]bool
	text, n := c.v.Text(), 0
	taken := c.taken()
	for i := range c.lib.Actors {
		a := &c.lib.Actors[i]
		if k, ok := c.actor[a.ID.String()]; ok && len(c.out.Actors[k].Mentions) > 0 {
			continue
		}
		if words == nil {
			words = wordsOf(text)
		}
		for _, name := range a.Names() {
			if utf8.RuneCountInString(name) < 3 || !words[firstWord(name)] {
				continue
			}
			for at := range places(text, name) {
				r := article.Range{Start: c.v.Pos(at), End: c.v.Pos(at + len(name))}
				if n++; n > namedMost {
					return
				}
				if meets(taken, r) {
					continue
				}
				c.addActor(a.ID)
				s := &c.out.Actors[c.actor[a.ID.String()]]
				form := ByAlias
				if name == a.Name {
					form = ByName
				}
				s.Mentions = append(s.Mentions, Mention{r, form})
			}
		}
	}
}

// taken returns the mentions that are in the view already, in text order.
func (c *composer) taken() []article.Range {
	var out []article.Range
	for i := range c.out.Actors {
		for _, m := range c.out.Actors[i].Mentions {
			out = append(out, m.Range)
		}
	}
	sort.Slice(out, func(i, k int) bool { return out[i].Start < out[k].Start })
	return out
}

func meets(sorted []article.Range, r article.Range) bool {
	i := sort.Search(len(sorted), func(i int) bool { return sorted[i].End > r.Start })
	return i < len(sorted) && sorted[i].Start < r.End
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// wordsOf returns the words of a text, each once.
func wordsOf(text string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !isLetter(r) }) {
		out[w] = true
	}
	return out
}

func firstWord(name string) string {
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return !isLetter(r) }) {
		return w
	}
	return ""
}

// places calls yield with the offsets in text where name stands as words of its own.
func places(text, name string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], name)
			if i < 0 {
				return
			}
			i += from
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after, _ := utf8.DecodeRuneInString(text[i+len(name):])
			if (i == 0 || !isLetter(before)) && (i+len(name) == len(text) || !isLetter(after)) && !yield(i) {
				return
			}
			from = i + len(name)
		}
	}
}

// disputes takes over what is disputed, and the disputes of the library that filed statements are about.
func (c *composer) disputes() {
	for i := range c.a.Disputes {
		f := c.a.Disputes[i]
		m := c.lib.matchDispute(f.Title)
		if m.hidden {
			continue
		}
		if m.id == (ID{}) {
			c.dispute[f.ID] = len(c.out.Disputes)
			c.out.Disputes = append(c.out.Disputes, ShownDispute{FoundDispute: f, MayBe: m.maybe, Found: []string{f.Title}})
		} else {
			c.addDispute(m.id)
			c.dispute[f.ID] = c.dispute[m.id.String()]
			s := &c.out.Disputes[c.dispute[f.ID]]
			s.Passages = append(s.Passages, f.Passages...)
			s.Found = append(s.Found, f.Title)
			sort.Slice(s.Passages, func(i, k int) bool { return s.Passages[i].Start < s.Passages[k].Start })
		}
		c.answers(c.dispute[f.ID], f.Positions)
	}
	for _, p := range c.filed {
		c.addDispute(p.Dispute)
	}
}

// answers adds to dispute k of the view the positions that were found and not decided on.
func (c *composer) answers(k int, found []FoundPosition) {
	d := &c.out.Disputes[k]
	for _, p := range found {
		dec := c.lib.Decision(PositionKey(p.Answer))
		if dec.Verdict == Rejected {
			continue
		}
		at := slices.IndexFunc(d.Answers, func(x ShownPosition) bool {
			return x.Entity != (ID{}) && (x.Entity == dec.Target || normal(x.Answer) == normal(p.Answer))
		})
		if at >= 0 {
			c.position[p.ID] = d.Answers[at].ID
			continue
		}
		c.position[p.ID] = p.ID
		d.Answers = append(d.Answers, ShownPosition{FoundPosition: p})
	}
}

// addDispute puts a dispute of the library into the view, if it is not there yet.
func (c *composer) addDispute(id ID) {
	x, ok := c.lib.Dispute(id)
	key := id.String()
	if _, there := c.dispute[key]; there || !ok {
		return
	}
	c.dispute[key] = len(c.out.Disputes)
	d := ShownDispute{FoundDispute: FoundDispute{ID: key, Title: x.Title, Confidence: 1}, Entity: id}
	for _, p := range x.Positions {
		d.Answers = append(d.Answers, ShownPosition{FoundPosition{p.ID.String(), p.Answer}, p.ID})
	}
	c.out.Disputes = append(c.out.Disputes, d)
}

// statements takes over what was filed, and what was found and is neither filed nor rejected.
func (c *composer) statements() {
	var taken []article.Range // passages of filed statements
	var loose []ShownStatement
	for i := range c.filed {
		p := &c.filed[i]
		s := ShownStatement{Filed: p, FoundStatement: FoundStatement{
			ID: p.ID.String(), Actor: c.idOf(p.Actor, c.actor), Dispute: c.idOf(p.Dispute, c.dispute), Stance: p.Stance, Attribution: p.Attribution, Confidence: 1,
		}}
		if _, ok := c.lib.Position(p.Dispute, p.Position); ok {
			s.Position = p.Position.String()
		}
		for _, at := range p.Placements {
			if at.State != anchor.Unattached {
				s.Passages = append(s.Passages, at.Range)
				taken = append(taken, at.Range)
			}
		}
		if len(s.Passages) == 0 {
			loose = append(loose, s)
			continue
		}
		c.out.Statements = append(c.out.Statements, s)
	}
	for i := range c.a.Statements {
		s := c.a.Statements[i]
		if c.lib.Decision(StatementKey(c.v.Article, c.v, s.Passages)).Verdict != Undecided || covered(taken, s.Passages) {
			continue
		}
		if k, ok := c.actor[s.Actor]; ok {
			s.Actor = c.out.Actors[k].ID
		} else {
			s.Actor = ""
		}
		s.Position = c.position[s.Position]
		if k, ok := c.dispute[s.Dispute]; ok {
			s.Dispute = c.out.Disputes[k].ID
		} else {
			s.Dispute, s.Position = "", ""
		}
		if s.Position == "" && s.Dispute == "" {
			s.Stance = StanceUnknown // it was towards what was rejected
		}
		c.out.Statements = append(c.out.Statements, ShownStatement{FoundStatement: s})
	}
	out := c.out.Statements
	sort.SliceStable(out, func(i, k int) bool { return out[i].Start() < out[k].Start() })
	c.out.Statements = append(out, loose...)
}

// speakers gives the statements whose speaker is named by a name that was split off to its new actor.
func (c *composer) speakers() {
	type of struct {
		r  article.Range
		id string
	}
	var named []of
	for i := range c.out.Actors {
		for _, m := range c.out.Actors[i].Mentions {
			named = append(named, of{m.Range, c.out.Actors[i].ID})
		}
	}
	sort.Slice(named, func(i, k int) bool { return named[i].r.Start < named[k].r.Start })
	for i := range c.out.Statements {
		s := &c.out.Statements[i]
		if s.Filed != nil || s.Source.Empty() {
			continue
		}
		k := sort.Search(len(named), func(k int) bool { return named[k].r.Start >= s.Source.Start })
		if k < len(named) && named[k].r == s.Source {
			s.Actor = named[k].id
		}
	}
}

func (c *composer) idOf(id ID, in map[string]int) string {
	if _, ok := in[id.String()]; ok && id != (ID{}) {
		return id.String()
	}
	return ""
}

// covered reports whether most of the passages are filed already.
func covered(taken, passages []article.Range) bool {
	all, in := 0, 0
	for _, p := range passages {
		all += p.Len()
		for _, t := range taken {
			if x := p.Intersect(t); !x.Empty() {
				in += x.Len()
			}
		}
	}
	return all > 0 && in*10 >= all*8
}
