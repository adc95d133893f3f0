package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/app/desk"
)

// A sieve is what of the articles of a shelf is listed: those read so far, those with marks, with a tag, of an outlet. It is shown
// once there are more articles than a screen holds.
type sieve struct {
	l       *library
	reading *widget.Select
	about   *pickSelect
	object  *fyne.Container
}

// sieveFrom is how many articles there are before there is something to leave out.
const sieveFrom = 12

// The choices of every article.
const (
	anyReading = "Read or not"
	anyAbout   = "Tag, outlet"
)

var readings = []string{anyReading, "Unread", "Begun", "Read", "With marks"}

func newSieve(l *library) *sieve {
	s := &sieve{l: l}
	s.reading = widget.NewSelect(readings, func(word string) {
		f := &l.shelf.Filter
		f.Reading, f.Marked = desk.ReadAny, false
		switch i := slices.Index(readings, word); {
		case i == len(readings)-1:
			f.Marked = true
		case i > 0:
			f.Reading = desk.Reading(i)
		}
		l.filter()
		l.list.show(0)
		l.w.focusReader()
	})
	s.reading.Selected = anyReading
	s.about = newPickSelect(s.choose)
	s.about.Selected = anyAbout
	s.object = container.New(inset{8, 0, 8, 4}, container.New(evenly{}, s.reading, s.about))
	s.object.Hide()
	return s
}

// set reports whether anything is left out.
func (s *sieve) set() bool {
	f := s.l.shelf.Filter
	return f.Reading != desk.ReadAny || f.Marked || f.Tag != "" || f.Outlet != ""
}

// update shows the choices where they are of use.
func (s *sieve) update() {
	if is := !s.l.shelf.trash && (s.set() || len(s.l.of.All()) > sieveFrom); is != s.object.Visible() {
		if s.object.Hidden = !is; is {
			s.object.Show()
		}
		s.l.w.redraw(s.l.object)
	}
}

// choose lets a tag or an outlet be chosen by typing.
func (s *sieve) choose() {
	l := s.l
	tags, outlets := map[string]int{}, map[string]int{}
	for _, e := range l.of.All() {
		if e.Archived != l.shelf.Archived {
			continue
		}
		for _, t := range e.Tags {
			tags[t]++
		}
		if o := strings.TrimSpace(e.Article.Outlet); o != "" {
			outlets[o]++
		}
	}
	turn := func(words, tag, outlet string) func() {
		return func() {
			l.shelf.Tag, l.shelf.Outlet = tag, outlet
			s.about.Selected = words
			s.about.Refresh()
			l.filter()
			l.list.show(0)
		}
	}
	all := []ranked{{pick: pick{"Any tag, any outlet", "", turn(anyAbout, "", "")}, fit: 1}}
	add := func(of map[string]int, sign string, turn func(name, words string) func()) {
		for _, name := range byCount(of) {
			words := sign + name
			all = append(all, ranked{pick{words, counted(of[name], "article", "articles"), turn(name, words)}, 1})
		}
	}
	add(tags, "#", func(name, words string) func() { return turn(words, name, "") })
	add(outlets, "", func(name, words string) func() { return turn(words, "", name) })
	l.w.pick("Show only", "A tag or an outlet", func(typed string) []pick {
		n := newNeedle(typed)
		fits := slices.Clone(all)
		for i := range fits {
			if fits[i].fit = n.fits(fits[i].words); i == 0 && len(n) > 0 {
				fits[i].fit = 0
			}
		}
		return best(fits)
	})
}

// byCount returns names, those that stand for most first.
func byCount(of map[string]int) []string {
	names := make([]string, 0, len(of))
	for name := range of {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := of[b] - of[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return names
}

// A pickSelect looks like a select, but what it offers is found by typing.
type pickSelect struct {
	widget.Select
	open func()
}

func newPickSelect(open func()) *pickSelect {
	s := &pickSelect{open: open}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped offers the choices.
func (s *pickSelect) Tapped(*fyne.PointEvent) { s.open() }

// TypedKey offers them, too.
func (s *pickSelect) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyDown {
		s.open()
	}
}

var _ fyne.Tappable = (*pickSelect)(nil)
