package app

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/app/desk"
	"parley/app/reader"
)

// compare shows what changed between two versions of an article.
func (w *Window) compare(id article.ID, from, to int) {
	w.compareTexts(fmt.Sprintf("What changed from version %d to version %d", from, to), func(ctx context.Context) (old, now *article.Version, err error) {
		if old, err = w.desk.Version(ctx, id, from); err == nil {
			now, err = w.desk.Version(ctx, id, to)
		}
		return old, now, err
	})
}

// compareTexts shows how one text differs from another.
func (w *Window) compareTexts(title string, texts func(context.Context) (old, now *article.Version, err error)) {
	working := w.notices.working("Comparing the texts…", nil)
	w.comparing.run(func(ctx context.Context) func() {
		old, now, err := texts(ctx)
		var c comparison
		if err == nil {
			c, err = compareVersions(ctx, old, now)
		}
		return func() {
			w.notices.drop(working)
			if err != nil {
				w.trouble(fmt.Errorf("compare the texts: %w", err))
				return
			}
			w.sheet.whenFree(func() { w.showComparison(c, title) })
		}
	})
}

// askVersion shows what a source that was read would change, and asks what it is to be. Nothing else takes the question away, and it
// does not interrupt: while the reader is writing, it is only offered.
func (w *Window) askVersion(p *desk.Prepared, last *article.Version) {
	reading := &lane{ctx: w.ctx, post: w.post}
	reading.run(func(ctx context.Context) func() {
		c, err := compareVersions(ctx, last, p.Version)
		return func() {
			if err != nil {
				w.trouble(fmt.Errorf("compare the versions: %w", err))
				return
			}
			title := fmt.Sprintf("“%s” has changed", shortened(p.Article.Title, 60))
			ask := func() { w.sheet.whenFree(func() { w.showQuestion(c, title, p, last) }) }
			if w.writing() {
				w.notices.hold(title+" since it was added.", "Look at it", ask)
				return
			}
			ask()
		}
	})
}

func (w *Window) showQuestion(c comparison, title string, p *desk.Prepared, last *article.Version) {
	keep := func(apart bool) func() {
		return func() {
			w.sheet.close()
			w.keepOne(p, apart)
		}
	}
	w.showComparison(c, title,
		newWordButton(w, fmt.Sprintf("Add as version %d", last.Number+1), "Enter", keep(false)),
		newWordButton(w, "Add as an article of its own", "", keep(true)),
		newWordButton(w, "Cancel", "Esc", w.sheet.close))
	w.sheet.accept = keep(false)
}

// keepOne keeps a source that was read and opens it.
func (w *Window) keepOne(p *desk.Prepared, apart bool) {
	p.Apart = apart
	ctx := w.importCtx
	w.imports.add(func() {
		var t tally
		w.keepReady(ctx, []desk.Ready{{Prepared: p}}, &t)
		w.post(func() { w.imported(t, 1, false) })
	})
}

// A comparison is two versions woven into one text.
type comparison struct {
	woven
	places []article.Range // of the changes that follow each other closely
	in     int             // words that were put in
	out    int             // and taken out
	moved  int             // pieces
}

// compareVersions weaves two versions. The error is ctx's.
func compareVersions(ctx context.Context, old, now *article.Version) (comparison, error) {
	pieces, err := anchor.Compare(ctx, old, now)
	if err != nil {
		return comparison{}, err
	}
	woven, err := weave(old, now, pieces)
	if err != nil {
		return comparison{}, err
	}
	c := comparison{woven: woven}
	for _, x := range woven.changes {
		switch n := desk.Words(woven.version.Slice(x.Range)); x.change {
		case anchor.Added:
			c.in += n
		case anchor.Removed:
			c.out += n
		case anchor.Here:
			c.moved++
		}
		const near = 60 // code points
		if n := len(c.places); n > 0 && x.Start-c.places[n-1].End < near {
			c.places[n-1].End = x.End
		} else {
			c.places = append(c.places, x.Range)
		}
	}
	return c, nil
}

// sum says in words how much has changed.
func (c comparison) sum() string {
	if len(c.places) == 0 {
		return "The words are the same."
	}
	parts := []string{counted(len(c.places), "place", "places")}
	for _, x := range []struct {
		n    int
		word string
	}{{c.in, "put in"}, {c.out, "taken out"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", counted(x.n, "word", "words"), x.word))
		}
	}
	if c.moved > 0 {
		parts = append(parts, counted(c.moved, "passage", "passages")+" moved")
	}
	return strings.Join(parts, " · ")
}

// marks returns the changes as the reader draws them: words put in are underlined, words taken out struck through, those that moved outlined.
func (c comparison) marks() []reader.Mark {
	out := make([]reader.Mark, 0, len(c.changes))
	for i, x := range c.changes {
		m := reader.Mark{ID: article.ID{0: 1, 14: byte(i >> 8), 15: byte(i)}, Range: x.Range}
		switch x.change {
		case anchor.Added:
			m.Style, m.Colour = uint8(annotations.Underline), uint8(annotations.Green)
		case anchor.Removed:
			m.Style, m.Colour = uint8(annotations.Strikethrough), uint8(annotations.Pink)
		case anchor.Away:
			m.Style, m.Colour = uint8(annotations.Strikethrough), uint8(annotations.Blue)
		default:
			m.Style, m.Colour = uint8(annotations.Outline), uint8(annotations.Blue)
		}
		out = append(out, m)
	}
	return out
}

// showComparison lays a comparison over the window, in the reader's own setting; below it is what can be done.
func (w *Window) showComparison(c comparison, title string, acts ...fyne.CanvasObject) {
	r := reader.New(reader.Options{Fonts: w.options.Typefaces, Post: w.post, Modifiers: modifiers, Canvas: func() fyne.Canvas { return w.win.Canvas() }})
	r.SetLook(w.prefs.look(w.chrome))
	r.SetText(c.version, reader.Head{}, reader.Place{Pos: -1})
	r.SetMarks(c.marks())
	strip := make([]article.Range, len(c.places))
	copy(strip, c.places)
	r.SetStrip(strip)
	r.OnLink = w.openLink
	at := -1
	step := func(by int) {
		if len(c.places) == 0 {
			return
		}
		at = max(0, min(at+by, len(c.places)-1))
		r.Reveal(c.places[at])
	}
	words := newCaption(w.ruler, 12.5, fyne.TextAlignLeading)
	words.set(c.sum()+"     ", false, w.chrome.page.Faint)
	key := newCaption(w.ruler, 12.5, fyne.TextAlignLeading)
	key.set("underlined: added · struck through: removed (blue: moved elsewhere) · outlined: moved here", false, w.chrome.page.Faint)
	bar := []fyne.CanvasObject{
		newWordButton(w, "Previous change", "K", func() { step(-1) }), newWordButton(w, "Next change", "J", func() { step(1) }),
		container.New(sized{words.width(), 30}, words.object),
	}
	foot := container.New(row{gap: 4, stretch: -1}, append(bar, acts...)...)
	back := canvas.NewRectangle(w.chrome.page.Background)
	body := container.NewBorder(nil, container.NewVBox(container.New(inset{6, 2, 6, 0}, container.New(sized{60, 20}, key.object)), foot), nil, nil, container.NewStack(back, r))
	view := w.win.Canvas().Size()
	w.sheet.show(title, body, fyne.NewSize(max(view.Width-90, 300), max(view.Height-60, 300)))
	w.sheet.keys = func(name fyne.KeyName) bool {
		switch name {
		case fyne.KeyJ, fyne.KeyN, fyne.KeyRight:
			step(1)
		case fyne.KeyK, fyne.KeyP, fyne.KeyLeft:
			step(-1)
		case fyne.KeyReturn, fyne.KeyEnter:
			if f := w.sheet.accept; f != nil {
				f()
			}
		case fyne.KeySpace, fyne.KeyPageDown:
			r.Page(1)
		case fyne.KeyPageUp:
			r.Page(-1)
		case fyne.KeyHome:
			r.Top()
		case fyne.KeyEnd:
			r.Bottom()
		case fyne.KeyDown:
			r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -25}})
		case fyne.KeyUp:
			r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 25}})
		default:
			return false
		}
		return true
	}
	r.OnKey = w.typedKey
	r.OnRune = func(rune) bool { return true }
	if len(c.places) > 0 {
		step(1)
	}
}
