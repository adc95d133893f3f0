package names

import (
	"context"
	"math/rand/v2"
	"slices"
)

// A Sample is a text whose names are marked, in order and without overlaps.
type Sample struct {
	Text
	Names []Span
}

// A learner is an averaged perceptron that learns: whole numbers only, so that the same
// samples give the same weights everywhere.
type learner struct {
	now   []cell
	moves [forms][labels][labels]cell
	w     weights // what is believed at the moment, for decoding
	step  int64
}

// A cell is a weight, the sum of what it was at every step, and the step of its last change.
type cell struct {
	sum  int64
	step int64
	w    int32
}

func (c *cell) change(by int32, step int64) {
	c.sum += int64(c.w) * (step - c.step)
	c.w += by
	c.step = step
}

// Learn returns weights, as [Decode] takes them, that find the names of the samples, going
// over them so many times. Half of the samples are first read by what the other half
// taught, so that a second reading is learnt, too. The error is that of ctx.
func Learn(ctx context.Context, samples []Sample, g *Gazetteer, rounds int) ([]byte, error) {
	var halves [2][]Sample
	for i := range samples {
		halves[i%2] = append(halves[i%2], samples[i])
	}
	first := [2]*weights{learn(halves[1], g, nil, rounds/2+1), learn(halves[0], g, nil, rounds/2+1)}
	w := learn(samples, g, func(i int, r *reading) {
		r.weights = first[i%2]
		found, _ := r.all(ctx) // what the error means is told below
		r.remember(found)
	}, rounds)
	return w.encode(), ctx.Err()
}

// learn goes over the samples; with again, also as they look in a second reading, for which it makes ready.
func learn(samples []Sample, g *Gazetteer, again func(int, *reading), rounds int) *weights {
	l := &learner{now: make([]cell, rows*labels)}
	var readings []*reading
	var truth [][]label
	for i := range samples {
		r := newReading(&l.w, g, samples[i].Text)
		for _, s := range samples[i].Sentences {
			r.listed(s)
		}
		readings, truth = append(readings, r), append(truth, labelled(&samples[i]))
		if again != nil {
			r = newReading(&l.w, g, samples[i].Text)
			again(i, r)
			r.weights = &l.w
			readings, truth = append(readings, r), append(truth, truth[len(truth)-1])
		}
	}
	sum := &means{rows: make([]int64, rows*labels)}
	for seed := range uint64(crowd) {
		l.forget()
		l.goOver(readings, truth, seed, rounds)
		l.addTo(sum)
	}
	return sum.weights()
}

// crowd is how many times all is learnt from the beginning, in other orders; what is
// believed in the end is the mean, which errs less than any of them.
const crowd = 3

// goOver learns from all readings so many times, in an order of its own each time.
func (l *learner) goOver(readings []*reading, truth [][]label, seed uint64, rounds int) {
	order := make([]int, len(readings))
	for i := range order {
		order[i] = i
	}
	rnd := rand.New(rand.NewPCG(7, seed))
	for range rounds {
		rnd.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			for _, s := range readings[i].t.Sentences {
				l.learn(readings[i], s, truth[i])
			}
		}
	}
}

// forget goes back to the beginning.
func (l *learner) forget() {
	clear(l.now)
	l.moves = [forms][labels][labels]cell{}
	l.w.moves = [forms][labels][labels]int16{}
	l.step = 0
}

// labelled turns the marked names of a sample into labels.
func labelled(s *Sample) []label {
	out := make([]label, len(s.Tokens))
	for _, n := range s.Names {
		for i := n.First; i < n.Last; i++ {
			out[i] = 2 * uint8(n.Kind)
		}
		out[n.First]--
	}
	return out
}

// ask is by how much the right labels must be better than others to be learnt.
const ask = 10

// learn looks at one sentence and changes the weights if its names are not found.
func (l *learner) learn(r *reading, s [2]int, truth []label) {
	r.loud = r.isLoud(s)
	r.parts(s, func(from, till int, of []stretch) {
		l.step++
		found := make([][]uint32, till-from)
		r.scores = r.scores[:0]
		for i := from; i < till; i++ {
			found[i-from] = r.features(nil, i, s, of[i-from])
			var sum [labels]int32
			for _, n := range found[i-from] {
				for k := range sum {
					sum[k] += l.now[int(n)*labels+k].w
				}
			}
			for k := range sum {
				if label(k) != truth[i] {
					sum[k] += ask
				}
			}
			r.scores = append(r.scores, sum)
		}
		got := r.decode(from, s)
		want := truth[from:till]
		if slices.Equal(got, want) {
			return
		}
		was, is := label(0), label(0)
		for k := range got {
			if got[k] != want[k] {
				for _, n := range found[k] {
					l.now[int(n)*labels+int(want[k])].change(1, l.step)
					l.now[int(n)*labels+int(got[k])].change(-1, l.step)
				}
			}
			if f := r.form(from+k, s); got[k] != want[k] || was != is {
				l.move(f, is, want[k], 1)
				l.move(f, was, got[k], -1)
			}
			was, is = got[k], want[k]
		}
	})
}

func (l *learner) move(f, a, b uint8, by int32) {
	c := &l.moves[f][a][b]
	c.change(by, l.step)
	l.w.moves[f][a][b] = int16(c.w)
}

// means are sums of averages, in 1024ths.
type means struct {
	rows  []int64
	moves [forms][labels][labels]int64
}

// addTo adds what the weights were on average to sum.
func (l *learner) addTo(sum *means) {
	l.step++
	average := func(c *cell) int64 {
		c.change(0, l.step)
		return c.sum * 1024 / l.step
	}
	for i := range l.now {
		if l.now[i].step > 0 {
			sum.rows[i] += average(&l.now[i])
		}
	}
	for f := range l.moves {
		for a := range l.moves[f] {
			for b := range l.moves[f][a] {
				sum.moves[f][a][b] += average(&l.moves[f][a][b])
			}
		}
	}
}

// weights returns the means, scaled so that the greatest is [topValue].
func (m *means) weights() *weights {
	top := int64(1)
	for _, x := range m.rows {
		top = max(top, abs(x))
	}
	out := &weights{rows: make([][labels]int16, rows)}
	for i, x := range m.rows {
		out.rows[i/labels][i%labels] = int16(x * topValue / top)
	}
	for f := range m.moves {
		for a := range m.moves[f] {
			for b, x := range m.moves[f][a] {
				out.moves[f][a][b] = int16(min(1<<14, max(-1<<14, x*topValue/top)))
			}
		}
	}
	return out
}

func abs(x int64) int64 {
	if x < 0 {
		return -x
	}
	return x
}
