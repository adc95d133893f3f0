package reader

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// unit is the size that everything is shaped at. Widths grow with the size of the text, so what
// was measured once serves every size. All widths below are shares of that size.
const unit = 1000

// A glyph is one sign of a shaped line. Places and widths are shares of the text's size.
type glyph struct {
	face  *font.Face
	gid   font.GID
	x, y  float32
	style style
}

// A cell is one character as people see it: where it stands on its line and which bytes of the piece
// it is. Cells are in text order.
type cell struct {
	start, end uint32
	x0, x1     float32 // left and right edge
	rtl        bool
}

// A shapedLine is a line ready to be drawn and clicked.
type shapedLine struct {
	glyphs []glyph
	cells  []cell
	width  float32
	under  []underline
}

// An underline is a part of a line under a link or through struck words.
type underline struct {
	start, end uint32 // bytes of the piece
	style      style
}

// A wordKey is a word in a face.
type wordKey struct {
	style style
	word  string
}

// wordsMost is how many words' widths are kept.
const wordsMost = 300_000

// A shaper measures words and shapes lines. It belongs to one goroutine.
type shaper struct {
	set    *faceSet
	hb     shaping.HarfbuzzShaper
	split  shaping.Segmenter
	seg    segmenter.Segmenter
	widths map[wordKey]float32
	asked  int // words that were shaped to be measured
	runes  []rune
}

func newShaper(set *faceSet) *shaper {
	s := &shaper{set: set, widths: map[wordKey]float32{}}
	s.hb.SetFontCacheSize(64)
	return s
}

// width returns the width of a word.
func (s *shaper) width(word string, st style) float32 {
	k := wordKey{st & faceOf, word}
	if w, ok := s.widths[k]; ok {
		return w
	}
	if len(s.widths) >= wordsMost {
		clear(s.widths)
	}
	s.asked++
	s.runes = s.runes[:0]
	for _, r := range word {
		s.runes = append(s.runes, shown(r))
	}
	var adv fixed.Int26_6
	for _, in := range s.inputs(s.runes, 0, len(s.runes), st, di.DirectionLTR) {
		adv += s.hb.Shape(in).Advance
	}
	w := float32(adv) / 64 / unit
	k.word = strings.Clone(word)
	s.widths[k] = w
	return w
}

// shown returns the character that stands for r on the screen: what has no picture is a space.
func shown(r rune) rune {
	if r < 0x20 || r >= 0x7F && r < 0xA0 || r == '\u2028' || r == '\u2029' {
		return ' '
	}
	return r
}

// inputs divides a run of one direction by script and face, in logical order.
func (s *shaper) inputs(text []rune, from, to int, st style, dir di.Direction) []shaping.Input {
	first := s.set.face(st)
	in := shaping.Input{Text: text, RunStart: from, RunEnd: to, Face: first, Size: fixed.I(unit), Direction: dir, Script: language.Latin, Language: "en"}
	if dir == di.DirectionLTR && plainLatin(text[from:to]) {
		return []shaping.Input{in}
	}
	return s.split.Split(in, chooser{s.set, first})
}

// plainLatin reports whether all of text is ASCII.
func plainLatin(text []rune) bool {
	for _, r := range text {
		if r >= 0x7F {
			return false
		}
	}
	return true
}

// A run is a part of a line of one style and direction, in the order it is seen.
type run struct {
	from, to int // runes of the line
	style    style
	rtl      bool
}

// line shapes the bytes from to end of a piece. tab is the distance of tab stops, as a share of the size.
func (s *shaper) line(p *piece, from, end uint32, tab float32) *shapedLine {
	text := p.text[from:end]
	runes := make([]rune, 0, len(text))
	offs := make([]uint32, 0, len(text)+1)
	ascii := true
	for i, r := range text {
		runes = append(runes, shown(r))
		offs = append(offs, from+uint32(i))
		ascii = ascii && r < utf8.RuneSelf
	}
	offs = append(offs, end)
	l := &shapedLine{}
	adv := make([]float32, len(runes)) // width that each cluster's first rune stands for
	at := make([]float32, len(runes))
	for i := range at {
		at[i] = -1
	}
	rtls := make([]bool, len(runes))
	for _, v := range s.runs(p, runes, offs, ascii, text) {
		s.run(l, p, runes, offs, v, at, adv, rtls, tab)
		if v.style&(styleLink|styleStruck) != 0 {
			l.under = append(l.under, underline{offs[v.from], offs[v.to], v.style})
		}
	}
	s.cells(l, runes, offs, at, adv, rtls)
	return l
}

// runs divides a line into runs in the order they are seen: by the bidirectional algorithm (UAX 9), then by style.
func (s *shaper) runs(p *piece, runes []rune, offs []uint32, ascii bool, text string) []run {
	out := []run{{0, len(runes), 0, false}}
	if !ascii || p.rtl {
		out = visual(runes, text, p.rtl)
	}
	var styled []run
	for _, v := range out {
		n := len(styled)
		for i := v.from; i < v.to; {
			st, next := p.styleAt(offs[i])
			j := i + 1
			for j < v.to && offs[j] < next {
				j++
			}
			styled = append(styled, run{i, j, st, v.rtl})
			i = j
		}
		if v.rtl {
			for a, b := n, len(styled)-1; a < b; a, b = a+1, b-1 {
				styled[a], styled[b] = styled[b], styled[a]
			}
		}
	}
	return styled
}

// visual returns the runs of a line as they are seen from left to right.
func visual(runes []rune, text string, rtl bool) []run {
	whole := []run{{0, len(runes), 0, rtl}}
	if len(runes) == 0 {
		return nil
	}
	var para bidi.Paragraph
	dir := bidi.LeftToRight
	if rtl {
		dir = bidi.RightToLeft
	}
	if _, err := para.SetString(string(runes), bidi.DefaultDirection(dir)); err != nil {
		return whole
	}
	order, err := para.Order()
	if err != nil || order.NumRuns() == 0 {
		return whole
	}
	// Order's runs are in logical order, their places in runes; of two levels deep text, which is all that
	// people write, the runs of the other direction keep their place and those of the
	// paragraph's are swapped as a whole.
	var out []run
	at := 0
	for i := range order.NumRuns() {
		r := order.Run(i)
		from, to := r.Pos()
		if from != at || to < from || to >= len(runes) {
			return whole
		}
		at = to + 1
		out = append(out, run{from, at, 0, r.Direction() == bidi.RightToLeft})
	}
	if at != len(runes) {
		return whole
	}
	if rtl {
		for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
			out[a], out[b] = out[b], out[a]
		}
	}
	return out
}

// run shapes one run and appends its glyphs.
func (s *shaper) run(l *shapedLine, p *piece, runes []rune, offs []uint32, v run, at, adv []float32, rtls []bool, tab float32) {
	for i := v.from; i < v.to; i++ {
		rtls[i] = v.rtl
	}
	if tab > 0 && !v.rtl {
		if i := tabIn(p.text, offs, v); i >= 0 { // what is before the tab, the tab, what is after it
			s.shape(l, runes, run{v.from, i, v.style, false}, at, adv)
			at[i] = l.width
			next := (float32(int(l.width/tab)) + 1) * tab
			if next-l.width < 0.3 {
				next += tab
			}
			adv[i] = next - l.width
			l.width = next
			s.run(l, p, runes, offs, run{i + 1, v.to, v.style, false}, at, adv, rtls, tab)
			return
		}
	}
	s.shape(l, runes, v, at, adv)
}

func tabIn(text string, offs []uint32, v run) int {
	for i := v.from; i < v.to; i++ {
		if text[offs[i]] == '\t' {
			return i
		}
	}
	return -1
}

func (s *shaper) shape(l *shapedLine, runes []rune, v run, at, adv []float32) {
	if v.from >= v.to {
		return
	}
	dir := di.DirectionLTR
	if v.rtl {
		dir = di.DirectionRTL
	}
	ins := s.inputs(runes, v.from, v.to, v.style, dir)
	for k := range ins {
		in := ins[k]
		if v.rtl { // the last is seen first
			in = ins[len(ins)-1-k]
		}
		out := s.hb.Shape(in)
		for _, g := range out.Glyphs {
			w := float32(g.XAdvance) / 64 / unit
			l.glyphs = append(l.glyphs, glyph{in.Face, g.GlyphID, l.width + float32(g.XOffset)/64/unit, float32(g.YOffset) / 64 / unit, v.style})
			c := g.ClusterIndex
			if at[c] < 0 {
				at[c] = l.width
			}
			adv[c] += w
			l.width += w
		}
	}
}

// cells finds where each character that people see stands: graphemes (UAX 29), which share the width
// of a ligature evenly.
func (s *shaper) cells(l *shapedLine, runes []rune, offs []uint32, at, adv []float32, rtls []bool) {
	if len(runes) == 0 {
		return
	}
	s.seg.Init(runes)
	l.cells = make([]cell, 0, len(runes))
	it := s.seg.GraphemeIterator()
	var starts []int
	for it.Next() {
		starts = append(starts, it.Grapheme().Offset)
	}
	starts = append(starts, len(runes))
	for g := 0; g+1 < len(starts); {
		// The cluster goes on until a grapheme that has a place of its own.
		n := g + 1
		for n+1 < len(starts) && !placed(at, starts[n], starts[n+1]) {
			n++
		}
		x, w := float32(-1), float32(0)
		for i := starts[g]; i < starts[n]; i++ {
			if at[i] >= 0 {
				if x < 0 || at[i] < x {
					x = at[i]
				}
				w += adv[i]
			}
		}
		x = max(x, 0)
		each := w / float32(n-g)
		rtl := rtls[starts[g]]
		for k := g; k < n; k++ {
			c := cell{start: offs[starts[k]], end: offs[starts[k+1]], rtl: rtl}
			i := float32(k - g)
			if rtl {
				i = float32(n - 1 - k)
			}
			c.x0 = x + i*each
			c.x1 = c.x0 + each
			l.cells = append(l.cells, c)
		}
		g = n
	}
}

func placed(at []float32, from, to int) bool {
	for i := from; i < to; i++ {
		if at[i] >= 0 {
			return true
		}
	}
	return false
}

// justify widens the spaces of a line so that it is as wide as width.
func (l *shapedLine) justify(text string, width float32) {
	extra, spaces := width-l.width, l.spaces(text)
	if spaces == 0 || extra <= 0 || extra > width/3 {
		return
	}
	l.spread(text, extra/float32(spaces))
}

// squeeze takes by from the spaces of a line, if that does not show.
func (l *shapedLine) squeeze(text string, by float32) {
	if spaces := l.spaces(text); spaces > 0 && by/float32(spaces) <= 0.12 {
		l.spread(text, -by/float32(spaces))
	}
}

func (l *shapedLine) spaces(text string) int {
	n := 0
	for _, c := range l.cells {
		if text[c.start] == ' ' || text[c.start] == '\n' {
			n++
		}
	}
	return n
}

// spread adds each to the width of every space of a line, from left to right as it is seen.
func (l *shapedLine) spread(text string, each float32) {
	order := make([]int, len(l.cells))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(l.cells[a].x0, l.cells[b].x0) })
	var moved float32
	g := 0 // glyphs are in the order they are seen
	for n, i := range order {
		c := &l.cells[i]
		end := c.x1
		c.x0 += moved
		for g < len(l.glyphs) && (l.glyphs[g].x < end-1e-5 || n == len(order)-1) {
			l.glyphs[g].x += moved
			g++
		}
		if text[c.start] == ' ' || text[c.start] == '\n' {
			moved += each
		}
		c.x1 = end + moved
	}
	l.width += moved
}
