package anchor

// pairMost is how many pairs of tokens of one gap are compared, pairsMost of all gaps together, and lettersMost of a gap where the
// letters of words are compared, too.
const (
	pairMost    = 1 << 20
	pairsMost   = 1 << 25
	lettersMost = 1 << 16
)

// The costs of taking a token away or putting one in, and of writing another kind in the place of one.
const (
	costGap  = 10
	costKind = 30 // more than taking one away and putting the other in
)

// pair aligns what is left of a gap token by token: equal ones, and ones that were written in the place of others, so that the whole
// costs least (Needleman–Wunsch). What is too large for that stays as it is: there is nothing in it that tells one place from another.
func (a *alignment) pair(g gap) {
	var is, js []int
	for i := g.i0; i < g.i1; i++ {
		if a.to[i] < 0 {
			is = append(is, i)
		}
	}
	for j := g.j0; j < g.j1; j++ {
		if a.from[j] < 0 {
			js = append(js, j)
		}
	}
	m, n := len(is), len(js)
	if m == 0 || n == 0 || m*n > pairMost || a.pairs+m*n > pairsMost {
		return
	}
	a.pairs += m * n
	a.hasty = m*n > lettersMost
	if m == 1 && n == 1 {
		a.settle(is[0], js[0])
		return
	}
	wide := n + 1
	cost := make([]int32, wide)
	step := make([]uint8, (m+1)*wide) // 1 both, 2 old only, 3 new only
	for j := 1; j <= n; j++ {
		cost[j], step[j] = int32(j*costGap), 3
	}
	for i := 1; i <= m; i++ {
		diagonal := cost[0]
		cost[0], step[i*wide] = int32(i*costGap), 2
		for j := 1; j <= n; j++ {
			both := diagonal + a.costOf(is[i-1], js[j-1])
			diagonal = cost[j]
			best, by := both, uint8(1)
			if c := cost[j] + costGap; c < best {
				best, by = c, 2
			}
			if c := cost[j-1] + costGap; c < best {
				best, by = c, 3
			}
			cost[j], step[i*wide+j] = best, by
		}
	}
	for i, j := m, n; i > 0 || j > 0; {
		switch step[i*wide+j] {
		case 1:
			i--
			j--
			a.settle(is[i], js[j])
		case 2:
			i--
		default:
			j--
		}
	}
}

// settle aligns two tokens that stand for each other.
func (a *alignment) settle(i, j int) {
	if a.equal(i, j) {
		a.match(i, j)
	} else if a.costOf(i, j) < costKind {
		a.near[i] = int32(j)
	}
}

// costOf says how unlike two tokens are: 0 for equal ones, less than twice costGap for those that may stand for each other.
func (a *alignment) costOf(i, j int) int32 {
	x, y := &a.old.all[i], &a.new.all[j]
	switch {
	case x.fold == y.fold:
		return 0
	case x.class == stop != (y.class == stop):
		return costKind
	case x.class == stop:
		return 12
	case x.class == number != (y.class == number):
		return 18
	case x.class == word && y.class == word && !a.hasty && typo(a.old.word(i), a.new.word(j)):
		return 6
	}
	return 17
}

// typo reports whether two words are so much alike that one may be the other mistyped or mended: at most one letter in four differs,
// counting two neighbours that changed places as one (optimal string alignment distance).
func typo(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > 40 || len(y) > 40 {
		return false
	}
	most := max(len(x), len(y)) / 4
	if len(x) >= 3 && len(y) >= 3 {
		most = max(most, 1)
	}
	if d := len(x) - len(y); d > most || -d > most {
		return false
	}
	return distance(x, y) <= most
}

// distance returns the optimal string alignment distance of two short words.
func distance(x, y []rune) int {
	var rows [3][41]int
	before, row, next := &rows[0], &rows[1], &rows[2]
	for j := range len(y) + 1 {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next[0] = i
		for j := 1; j <= len(y); j++ {
			c := 1
			if x[i-1] == y[j-1] {
				c = 0
			}
			d := min(row[j-1]+c, row[j]+1, next[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, before[j-2]+1)
			}
			next[j] = d
		}
		before, row, next = row, next, before
	}
	return row[len(y)]
}
