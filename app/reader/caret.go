package reader

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotations/article"
)

// SetCaret turns caret mode on, at the selection or the first line in sight, or off.
func (r *Reader) SetCaret(on bool) {
	switch {
	case !on:
		r.caret = -1
	case !r.Selection().Empty():
		r.caret = r.head
	default:
		r.caret = r.InSight().Start
		if r.head > 0 && r.InSight().Contains(r.head) { // where the last click was
			r.caret = r.head
		}
	}
	r.Refresh()
}

// Caret returns the code point that the caret is before, or -1 outside caret mode.
func (r *Reader) Caret() int { return r.caret }

func (r *Reader) modifiers() fyne.KeyModifier {
	if r.o.Modifiers == nil {
		return 0
	}
	return r.o.Modifiers()
}

// TypedRune gives characters to the window.
func (r *Reader) TypedRune(c rune) {
	if f := r.OnRune; f != nil {
		f(c)
	}
}

// TypedKey moves through the text; the window has the first chance.
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	shift := r.modifiers()&fyne.KeyModifierShift != 0
	if r.page.v != nil && (shift || r.caret >= 0) && r.moveByKey(e.Name, shift, false) {
		return
	}
	if f := r.OnKey; f != nil && f(e) {
		return
	}
	if r.page.v == nil {
		return
	}
	step := r.page.look.Size * r.page.look.LineHeight * 3
	switch e.Name {
	case fyne.KeyDown:
		r.page.scrollBy(step)
		r.moved()
	case fyne.KeyUp:
		r.page.scrollBy(-step)
		r.moved()
	case fyne.KeyPageDown:
		r.Page(1)
	case fyne.KeyPageUp:
		r.Page(-1)
	case fyne.KeySpace:
		if shift {
			r.Page(-1)
		} else {
			r.Page(1)
		}
	case fyne.KeyHome:
		r.Top()
	case fyne.KeyEnd:
		r.Bottom()
	}
}

// TypedShortcut moves by words with Ctrl and the arrows; all others are the window's.
func (r *Reader) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier&fyne.KeyModifierShortcutDefault != 0 && c.Modifier&fyne.KeyModifierAlt == 0 {
		shift := c.Modifier&fyne.KeyModifierShift != 0
		if r.page.v != nil && shift && r.Reshaping {
			r.anchor, r.head = r.head, r.anchor // the start is what moves
			moved := r.moveByKey(c.KeyName, true, false)
			r.anchor, r.head = r.head, r.anchor
			if moved {
				return
			}
		}
		if r.page.v != nil && (shift || r.caret >= 0) && r.moveByKey(c.KeyName, shift, true) {
			return
		}
	}
	if f := r.OnShortcut; f != nil {
		f(s)
	}
}

// moveByKey moves the caret, or the end of the selection if extend, and reports whether the key does that.
func (r *Reader) moveByKey(k fyne.KeyName, extend, byWord bool) bool {
	from := r.caret
	if from < 0 || !r.Selection().Empty() {
		from = r.head
	}
	if r.caret < 0 && r.Selection().Empty() && r.head == 0 {
		from = r.InSight().Start
		r.anchor, r.head = from, from
	}
	to := from
	switch {
	case k == fyne.KeyRight && byWord:
		to = r.wordStep(from, 1)
	case k == fyne.KeyLeft && byWord:
		to = r.wordStep(from, -1)
	case k == fyne.KeyDown && byWord:
		to = r.sentenceStep(from, 1)
	case k == fyne.KeyUp && byWord:
		to = r.sentenceStep(from, -1)
	case k == fyne.KeyRight:
		to = r.characterStep(from, 1)
	case k == fyne.KeyLeft:
		to = r.characterStep(from, -1)
	case k == fyne.KeyDown:
		to = r.lineStep(from, 1)
	case k == fyne.KeyUp:
		to = r.lineStep(from, -1)
	case k == fyne.KeyHome && byWord:
		to = 0
	case k == fyne.KeyEnd && byWord:
		to = r.page.v.Len()
	case k == fyne.KeyHome:
		to = r.lineEnd(from, -1)
	case k == fyne.KeyEnd:
		to = r.lineEnd(from, 1)
	default:
		return false
	}
	if k != fyne.KeyDown && k != fyne.KeyUp {
		r.wish = -1
	}
	r.moveCaret(to, extend)
	return true
}

// moveCaret puts the caret, or the end of the selection, before a code point.
func (r *Reader) moveCaret(to int, extend bool) {
	to = max(0, min(to, r.page.v.Len()))
	switch {
	case extend:
		anchor := r.anchor
		if r.Selection().Empty() {
			if r.caret >= 0 {
				anchor = r.caret
			}
		}
		if r.caret >= 0 {
			r.caret = to
		}
		r.setSelection(anchor, to)
	default:
		r.caret = to
		r.setSelection(to, to)
	}
	r.ScrollTo(article.Range{Start: to, End: min(to+1, r.page.v.Len())})
	r.Refresh()
}

// characterStep returns the border of the next character as people see it.
func (r *Reader) characterStep(pos, by int) int {
	i, k, off := r.lineOf(pos)
	if i < 0 {
		return pos
	}
	p := r.page
	q := &p.pieces[i]
	l := p.line(i, k)
	if by > 0 {
		for _, c := range l.cells {
			if c.end > off && c.start >= off {
				return p.v.Pos(q.base + int(c.end))
			}
		}
		return r.skipGap(pos, 1)
	}
	best := -1
	for _, c := range l.cells {
		if c.start < off {
			best = p.v.Pos(q.base + int(c.start))
		}
	}
	if best >= 0 {
		return best
	}
	return r.skipGap(pos, -1)
}

// skipGap steps over the space between lines and blocks.
func (r *Reader) skipGap(pos, by int) int {
	v := r.page.v
	to := pos + by
	for to > 0 && to < v.Len() && by > 0 && unicode.IsSpace(firstRune(v, to)) && !r.inBlock(to) {
		to += by
	}
	for to > 0 && by < 0 && !r.inBlock(to) && !r.inBlock(to-1) {
		to += by
	}
	return max(0, min(to, v.Len()))
}

func firstRune(v *article.Version, pos int) rune {
	for _, c := range v.Slice(article.Range{Start: pos, End: pos + 1}) {
		return c
	}
	return 0
}

func (r *Reader) inBlock(pos int) bool {
	i := r.page.v.BlockAt(pos)
	return i >= 0 && r.page.v.Blocks()[i].Contains(pos)
}

// wordStep returns the next end of a word, or the start of the one before.
func (r *Reader) wordStep(pos, by int) int {
	v := r.page.v
	const near = 400
	if by > 0 {
		s := []rune(v.Slice(article.Range{Start: pos, End: pos + near}))
		i := 0
		for i < len(s) && !wordRune(s, i) {
			i++
		}
		for i < len(s) && wordRune(s, i) {
			i++
		}
		return pos + i
	}
	s := []rune(v.Slice(article.Range{Start: pos - near, End: pos}))
	i := len(s)
	for i > 0 && !wordRune(s, i-1) {
		i--
	}
	for i > 0 && wordRune(s, i-1) {
		i--
	}
	return pos - (len(s) - i)
}

// sentenceStep returns the end of the sentence, or the start of it.
func (r *Reader) sentenceStep(pos, by int) int {
	v := r.page.v
	b := r.blockAt(pos)
	if by > 0 {
		if pos >= b.End {
			b = r.blockAt(r.skipGap(pos, 1))
		}
		s := v.Slice(article.Range{Start: pos, End: b.End})
		if i := strings.IndexAny(s, ".!?…。！？"); i >= 0 {
			n := len([]rune(s[:i])) + 1
			rest := []rune(s)
			for n < len(rest) && strings.ContainsRune("\"'”’»)", rest[n]) {
				n++
			}
			return pos + n
		}
		return max(b.End, pos+1)
	}
	if pos <= b.Start {
		b = r.blockAt(max(b.Start-1, 0))
	}
	s := []rune(v.Slice(article.Range{Start: b.Start, End: pos}))
	i := len(s) - 1
	for i > 0 && (unicode.IsSpace(s[i]) || strings.ContainsRune(".!?…。！？\"'”’»)", s[i])) {
		i--
	}
	for i > 0 && !strings.ContainsRune(".!?…。！？", s[i-1]) {
		i--
	}
	for i < len(s) && i > 0 && (unicode.IsSpace(s[i]) || strings.ContainsRune("\"'”’»)", s[i])) {
		i++
	}
	return b.Start + max(i, 0)
}

// lineOf returns the line that the border before a code point is on, and its byte in the piece.
func (r *Reader) lineOf(pos int) (piece, line int, off uint32) {
	p := r.page
	b := p.v.Offset(pos)
	i := p.pieceAt(b)
	if i < 0 {
		return -1, 0, 0
	}
	o := uint32(max(0, min(b-p.pieces[i].base, len(p.pieces[i].text))))
	return i, p.lineAt(i, o), o
}

// lineStep returns the place above or below, as near as can be to where the caret was before it began to
// move up and down.
func (r *Reader) lineStep(pos, by int) int {
	i, k, off := r.lineOf(pos)
	if i < 0 {
		return pos
	}
	p := r.page
	l := p.line(i, k)
	x := p.lineX(i, p.metric(i), l) + l.caretX(off)*p.metric(i).size
	if r.wish < 0 {
		r.wish = x
	}
	k += by
	for k < 0 || k >= len(p.linesOf(i)) {
		i += by
		for i >= 0 && i < len(p.pieces) && p.pieces[i].head != 0 { // the lines above the text are not of it
			i += by
		}
		if i < 0 || i >= len(p.pieces) {
			if by < 0 {
				return 0
			}
			return p.v.Len()
		}
		k = 0
		if by < 0 {
			k = len(p.linesOf(i)) - 1
		}
	}
	m := p.metric(i)
	l = p.line(i, k)
	at, _ := l.hit((r.wish-p.lineX(i, m, l))/m.size, p.lines[i][k])
	return p.v.Pos(p.pieces[i].base + int(at))
}

// lineEnd returns the start or the end of the line.
func (r *Reader) lineEnd(pos, by int) int {
	i, k, _ := r.lineOf(pos)
	if i < 0 {
		return pos
	}
	t := r.page.linesOf(i)[k]
	at := t.start
	if by > 0 {
		at = t.end
	}
	return r.page.v.Pos(r.page.pieces[i].base + int(at))
}
