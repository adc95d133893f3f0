package debate

import (
	"slices"
	"sort"

	"parley/annotations/anchor"
	"parley/annotations/article"
)

// Compose returns what the reader is shown of a version: the statements filed on it, the actors and disputes of
// the library that it names or that they are about, and of what the analysis found, what the reader has not decided on. What lies outside
// the text is left out. Neither a nor lib, which may be nil, nor filed is changed.
func Compose(v *article.Version, a *Analysis, lib *Library, filed []Placed) *View {
	if a == nil {
		a = &Analysis{}
	}
	if lib == nil {
		lib = NewLibrary(nil, nil, nil)
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

	hidden []article.Range // mentions of those who were rejected
	twin   map[string]bool // what twins returns
}

// fits reports whether r holds something and lies in the text.
func (c *composer) fits(r article.Range) bool {
	return 0 <= r.Start && r.Start < r.End && r.End <= c.v.Len()
}

// inText returns the ranges that lie in the text, in a slice of its own.
func (c *composer) inText(rs []article.Range) []article.Range {
	return slices.DeleteFunc(slices.Clone(rs), func(r article.Range) bool { return !c.fits(r) })
}

// actors takes over who was found, and the actors of the library that are named or heard in the version.
func (c *composer) actors() {
	for i := range c.a.Actors {
		f := c.a.Actors[i]
		m := c.lib.matchActor(&f, c.decided(ActorKey(f.Name)))
		var rest []Mention
		for _, x := range f.Mentions {
			switch to := c.splitTo(m.id, x); {
			case !c.fits(x.Range):
			case m.hidden:
				c.hidden = append(c.hidden, x.Range)
			case to != ID{}:
				c.addActor(to)
				k := c.actor[to.String()]
				c.out.Actors[k].Mentions = append(c.out.Actors[k].Mentions, x)
			default:
				rest = append(rest, x)
			}
		}
		if m.hidden {
			continue
		}
		f.Mentions = rest
		if m.id == (ID{}) {
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

// splitTo returns the actor to which the reader assigned a name of the actor of, if m is by that name.
func (c *composer) splitTo(of ID, m Mention) ID {
	if of == (ID{}) || m.Form == ByPronoun || m.Form == ByDescription || !c.fits(m.Range) {
		return ID{}
	}
	d := c.lib.Decided(AliasKey(of, c.v.Slice(m.Range)))
	if _, ok := c.lib.actors[d.Target]; !ok || d.Target == of {
		return ID{}
	}
	return d.Target
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

// disputes takes over what is disputed, and the disputes of the library that filed statements are about.
func (c *composer) disputes() {
	for i := range c.a.Disputes {
		f := c.a.Disputes[i]
		m := c.lib.matchDispute(f.Title, c.decided(DisputeKey(f.Title)))
		if m.hidden {
			continue
		}
		if m.id == (ID{}) {
			c.dispute[f.ID] = len(c.out.Disputes)
			f.Passages = c.inText(f.Passages)
			c.out.Disputes = append(c.out.Disputes, ShownDispute{FoundDispute: f, MayBe: m.maybe, Found: []string{f.Title}})
		} else {
			c.addDispute(m.id)
			c.dispute[f.ID] = c.dispute[m.id.String()]
			s := &c.out.Disputes[c.dispute[f.ID]]
			s.Passages = append(s.Passages, c.inText(f.Passages)...)
			s.Found = append(s.Found, f.Title)
			inOrder(s.Passages)
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
		dec := c.decided(PositionKey(p.Answer))
		if dec.Verdict == Rejected {
			continue
		}
		at := slices.IndexFunc(d.Answers, func(x ShownPosition) bool {
			return x.Entity != (ID{}) && x.Entity == dec.Target || normal(x.Answer) == normal(p.Answer)
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
			if at.State != anchor.Unattached && c.fits(at.Range) {
				s.Passages = append(s.Passages, at.Range)
				taken = append(taken, at.Range)
			}
		}
		if len(s.Passages) == 0 {
			loose = append(loose, s)
			continue
		}
		inOrder(s.Passages)
		c.out.Statements = append(c.out.Statements, s)
	}
	taken = joined(taken)
	for i := range c.a.Statements {
		s := c.a.Statements[i]
		if s.Passages = c.inText(s.Passages); len(s.Passages) == 0 {
			continue
		}
		if !c.fits(s.Source) {
			s.Source = article.Range{}
		}
		if !c.fits(s.Cue) {
			s.Cue = article.Range{}
		}
		if c.settled(&s) || covered(taken, s.Passages) {
			continue
		}
		if k, ok := c.actor[s.Actor]; ok {
			s.Actor = c.out.Actors[k].ID
		} else {
			s.Actor = ""
		}
		on, at := s.Dispute, s.Position
		s.Position = c.position[at]
		if k, ok := c.dispute[s.Dispute]; ok {
			s.Dispute = c.out.Disputes[k].ID
		} else {
			s.Dispute, s.Position = "", ""
		}
		if on != "" && s.Dispute == "" || at != "" && s.Position == "" {
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
	named := map[article.Range]string{}
	for i := range c.out.Actors {
		for _, m := range c.out.Actors[i].Mentions {
			named[m.Range] = c.out.Actors[i].ID
		}
	}
	for i := range c.out.Statements {
		s := &c.out.Statements[i]
		if id, ok := named[s.Source]; ok && s.Filed == nil {
			s.Actor = id
		}
	}
}

func (c *composer) idOf(id ID, in map[string]int) string {
	if _, ok := in[id.String()]; ok && id != (ID{}) {
		return id.String()
	}
	return ""
}

// covered reports whether most of the passages are filed already; taken does not overlap.
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
