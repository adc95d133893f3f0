package anchor

// An aside is how much of the context on one side of a passage is there, from 0 to 1, or -1 if that side has no context to compare.
type aside struct {
	all    float64
	near   float64 // of what belongs to the same sentence; -1 if the passage begins or ends with it
	weight float64 // of what belongs to the same sentence
	kept   float64 // the weight of what is there
}

// A seam is where what was around a passage stands together without it. Its weight is that of what stands there.
type seam float64

// The weight of what stands together on either side of a passage that was taken out, and of one that was replaced.
const (
	seamOut      = 1.5
	seamReplaced = 2.5
)

// seam returns the seam of tokens [pa, pb), if what was around them stands together, so that they were taken out or replaced.
func (g *judge) seam(pa, pb int) (_ seam, ok bool) {
	i, j := pa-1, pb
	for i >= 0 && !g.stays(i) {
		i--
	}
	for j < len(g.to) && !g.stays(j) {
		j++
	}
	if i < 0 || j == len(g.to) {
		return 0, false
	}
	before, after := 0.0, 0.0
	for k := i; g.stays(k) && g.to[k] == g.to[i]-int32(i-k); k-- {
		before += g.old.weight(k)
	}
	for k := j; g.stays(k) && g.to[k] == g.to[j]+int32(k-j); k++ {
		after += g.old.weight(k)
	}
	least := min(before, after)
	between := int(g.to[j]-g.to[i]) - 1
	ok = between == 0 && least >= seamOut || between > 0 && between <= 2*(j-i)+contextSlack && least >= seamReplaced
	return seam(before + after), ok
}

// fading is by how much each token of the context counts less than the one nearer to the passage.
const fading = 0.9

// contextMost is how many tokens on either side are the context of a passage.
const contextMost = 40

// contextSlack is how many tokens may have been put between a passage and what was around it.
const contextSlack = 8

// apartMost is how many tokens may have been put between a passage and a run of what was around it, and runLeast how many tokens such a run
// has at least; it counts shareApart of what stands beside the passage.
const (
	apartMost  = 60
	runLeast   = 3
	shareApart = 0.6
)

// context says how much of the tokens from i on, away from the passage, stands beside it: those near to it count most. at is the new
// token at that end of the passage. It is -1 if that side has no such token.
func (g *judge) context(i, by, at int) float64 { return g.aside(i, by, at).all }

// aside says how much of the context on one side of a passage is there; the arguments are those of context.
func (g *judge) aside(i, by, at int) aside {
	out := aside{all: -1, near: -1}
	var all, same float64
	border := g.sentenceFrom(at, by)
	fade, inside := 1.0, true
	for far := 1; i >= 0 && i < len(g.old.all) && far <= contextMost; i, far = i+by, far+1 {
		if inside && g.old.border(max(i, i-by)) >= borderSentence {
			inside = false
			if all > 0 {
				out.near = same / all
			}
		}
		w := g.old.weight(i)
		if inside {
			out.weight += w
		}
		all += w * fade
		if !inside || (border-int(g.partner(i)))*by > 0 {
			there := w * g.beside(i, by, at, far)
			same += there * fade
			out.kept += there
		}
		fade *= fading
	}
	if all > 0 {
		out.all = same / all
		if inside {
			out.near = out.all
		}
	}
	return out
}

// sentenceFrom returns the first new token beyond the sentence that the token at stands in, in the direction by.
func (g *judge) sentenceFrom(at, by int) int {
	for n := 0; n < contextMost+apartMost; n++ {
		if at += by; at < 0 || at >= len(g.new.all) || g.new.border(max(at, at-by)) >= borderSentence {
			return at
		}
	}
	return at
}

// partner returns the new token that an old one is aligned with, or that was written in its place; -1 for none.
func (g *judge) partner(i int) int32 {
	if g.to[i] >= 0 {
		return g.to[i]
	}
	return g.near[i]
}

// beside says how surely old token i stands beside the new token at, in the direction by, far from which it stood.
func (g *judge) beside(i, by, at, far int) float64 {
	away := func(j int32) int { return (int(j) - at) * by }
	if d := away(g.to[i]); g.to[i] >= 0 && d > 0 {
		switch {
		case d <= far+contextSlack+far/4:
			return 1
		case d <= far+apartMost && g.runs(i) >= runLeast:
			return shareApart
		}
	}
	if d := away(g.near[i]); g.near[i] >= 0 && d > 0 && d <= far+contextSlack+far/4 && typo(g.old.word(i), g.new.word(int(g.near[i]))) {
		return shareTypo
	}
	return 0
}

// runs returns how many tokens around i stayed together, up to runLeast.
func (g *judge) runs(i int) int {
	n := 1
	for k := i; k > 0 && n < runLeast && g.to[k-1] >= 0 && g.to[k-1] == g.to[k]-1; k-- {
		n++
	}
	for k := i; k+1 < len(g.to) && n < runLeast && g.to[k+1] == g.to[k]+1; k++ {
		n++
	}
	return n
}
