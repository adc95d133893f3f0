package names

// A reading is the work on one text.
type reading struct {
	weights *weights
	words   []word
	edge    word // stands beyond the ends of a sentence
	g       *Gazetteer
	t       Text
	phrases []uint32 // per token, the classes of the listed row of words it is in; the top bit: it is the first
	before  []uint8  // per word, for what an earlier reading took it; nil in the first
	loud    bool     // the sentence has capitals everywhere

	rows   []uint32
	scores [][labels]int32
	ahead  [][labels]int32 // the best score up to each token, by its label
	sure   []int32
	back   [][labels]label
	path   []label
}

func newReading(w *weights, g *Gazetteer, t Text) *reading {
	r := &reading{weights: w, g: g, t: t, words: make([]word, len(t.Words)), phrases: make([]uint32, len(t.Tokens))}
	r.edge = word{hash: 1, shape: 1, prefix: 1, suffix: 1, ending: 1}
	inSmall := make(map[uint64]bool, len(t.Words))
	for i, s := range t.Words {
		r.words[i] = newWord(s, g)
		if !r.words[i].cap {
			inSmall[r.words[i].hash] = true
		}
	}
	for i := range r.words {
		w := &r.words[i]
		w.lower = w.cap && inSmall[w.hash]
	}
	for _, s := range t.Sentences {
		if r.isLoud(s) {
			continue
		}
		for i := s[0] + 1; i < s[1]; i++ {
			if r.at(i).cap && r.at(i-1).look != sign {
				r.at(i).within = true
			}
		}
	}
	return r
}

func (r *reading) at(i int) *word { return &r.words[r.t.Tokens[i].Word] }

// phrase returns what is known of the listed row of words that token i is in.
func (r *reading) phrase(i int) uint32 {
	if i < 0 || i >= len(r.phrases) {
		return 0
	}
	return r.phrases[i]
}

// isLoud reports whether nearly all words of a sentence begin with a capital.
func (r *reading) isLoud(s [2]int) bool {
	caps, all := 0, 0
	for i := s[0]; i < s[1]; i++ {
		switch w := r.at(i); w.look {
		case sign, digits, link:
		default:
			all++
			if w.cap {
				caps++
			}
		}
	}
	return all >= 4 && caps*10 >= all*8
}

// listed marks the rows of words of a sentence that the gazetteer knows, the longest from each place.
func (r *reading) listed(s [2]int) {
	for i := s[0]; i < s[1]; i++ {
		if r.at(i).look == sign || !r.at(i).cap {
			continue
		}
		end, class := i, Class(0)
		h := uint64(phraseSeed)
		for k := i; k < min(s[1], i+longestListed); k++ {
			h = join(h, r.at(k).hash)
			c := r.g.at(h)
			if c == 0 {
				break
			}
			if k > i && c&^begins != 0 && r.at(k).cap {
				end, class = k+1, c&^begins
			}
			if c&begins == 0 {
				break
			}
		}
		if end == i {
			continue
		}
		for k := i; k < end; k++ {
			r.phrases[k] = uint32(class)
		}
		r.phrases[i] |= 1 << 31
		i = end - 1
	}
}

// stretchAt returns the stretch of names that begins with token i.
func (r *reading) stretchAt(i, end int) stretch {
	last := i + 1
	for k := last; k < min(end, i+12); k++ {
		switch w := r.at(k); {
		case w.cap && w.look != sign:
			last = k + 1
		case w.look == link && k-last < 2:
		default:
			return stretch{i, last}
		}
	}
	return stretch{i, last}
}

// parts calls f for every part of a sentence in which names can stand, with the stretch
// of each of its tokens.
func (r *reading) parts(s [2]int, f func(first, last int, of []stretch)) {
	of := make([]stretch, 0, s[1]-s[0])
	for i := s[0]; i < s[1]; i++ {
		if w := r.at(i); !w.cap || w.look == sign {
			of = append(of, stretch{})
			continue
		}
		x := r.stretchAt(i, s[1])
		for range x.last - x.first {
			of = append(of, x)
		}
		i = x.last - 1
	}
	for i := s[0]; i < s[1]; i++ {
		if of[i-s[0]].last == 0 {
			continue
		}
		k := i + 1
		for k < s[1] && (of[k-s[0]].last != 0 || k+1 < s[1] && of[k+1-s[0]].last != 0) {
			k++
		}
		f(i, k, of[i-s[0]:k-s[0]])
		i = k
	}
}

// features returns the rows of token i of the sentence s, in the stretch x.
func (r *reading) features(out []uint32, i int, s [2]int, x stretch) []uint32 {
	for o := range 5 {
		w := &r.edge
		if k := i + o - 2; k >= s[0] && k < s[1] {
			w = r.at(k)
		}
		out = w.unary(out, uint64(o))
	}
	return r.around(out, i, s, x)
}
