package app

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/annotations/article"
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
	tags, outlets := names{}, names{}
	f := l.shelf.Filter
	f.Tag, f.Outlet = "", ""
	there, _ := l.of.Choose(l.w.ctx, f, desk.ByAdded) // which is nothing when the window is left
	for _, e := range there {
		for _, t := range e.Tags {
			tags.add(t)
		}
		outlets.add(e.Article.Outlet)
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
	all := []ranked{{pick: pick{words: "Any tag, any outlet", take: turn(anyAbout, "", "")}, fit: 1}}
	add := func(of names, sign string, turn func(name, words string) func()) {
		for _, x := range of.byCount() {
			words := sign + x.name
			all = append(all, ranked{pick{words: words, aside: counted(x.n, "article", "articles"), take: turn(x.name, words)}, 1})
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

// A named is a name as it was written first, and how many articles have it.
type named struct {
	name string
	n    int
}

// names counts names; those that differ in case and accents only are the same.
type names map[string]*named

func (of names) add(name string) {
	name = strings.TrimSpace(name)
	key := article.Fold(name).Text
	if key == "" {
		return
	}
	if of[key] == nil {
		of[key] = &named{name: name}
	}
	of[key].n++
}

// byCount returns names, those that stand for most first.
func (of names) byCount() []*named {
	return slices.SortedFunc(maps.Values(of), func(a, b *named) int { return cmp.Or(cmp.Compare(b.n, a.n), strings.Compare(a.name, b.name)) })
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
