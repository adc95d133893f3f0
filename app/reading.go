package app

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
	"parley/app/reader"
)

// A reading is the open article and what is known of it.
type reading struct {
	sitting  *desk.Sitting
	marks    []desk.Mark // in text order, those without a place last
	notes    []annotations.Note
	byID     map[article.ID]int
	analysis *debate.Analysis // nil until it has been made
	failed   error            // why there is none
	outdated bool             // an analysis of another engine is kept, and is being replaced
	view     *debate.View     // what was filed and what the analysis suggests; nil until it is known
	hovers   []hover          // the mentions of actors, in text order
	stories  []desk.Story     // the other articles that tell the same
	added    bool             // it has just come into the library

	then  []func() // what waits for the marks to be read again
	after []func() // what waits for the view to be composed again

	jumps []reader.Place
	at    int // in jumps; len(jumps) while not travelling
}

// A hover is a mention and whose it is.
type hover struct {
	article.Range
	actor int
}

func (r *reading) setMarks(marks []desk.Mark, notes []annotations.Note) {
	r.marks, r.notes = marks, notes
	r.byID = make(map[article.ID]int, len(marks))
	for i, m := range marks {
		r.byID[m.ID] = i
	}
}

// asSitting returns the article with all that is kept on it as it is now.
func (r *reading) asSitting() *desk.Sitting {
	s := *r.sitting
	s.Marks, s.Notes = r.marks, r.notes
	if r.view != nil {
		s.Library, s.Filed = r.view.Library, nil
		for _, x := range r.view.Statements {
			if x.Filed != nil {
				s.Filed = append(s.Filed, *x.Filed)
			}
		}
	}
	return &s
}

// mark returns the mark with that id.
func (r *reading) mark(id article.ID) (desk.Mark, bool) {
	i, ok := r.byID[id]
	if !ok {
		return desk.Mark{}, false
	}
	return r.marks[i], true
}

// open shows the article with that id, or the newest one if there is no such article.
func (w *Window) open(id article.ID) { w.openThen(id, nil) }

// opens does the reading for what the reader asked to open. What was changed in the library after that was read, and before it is
// shown, is read again.
func (w *Window) opens(read func(context.Context) (show func())) {
	told := w.told
	w.opening.run(func(ctx context.Context) func() {
		show := read(ctx)
		return func() {
			show()
			if w.told == told || w.now == nil {
				return
			}
			w.reloadMarks()
			if s := w.now.sitting; s.Version.Number == s.Versions {
				w.renewed(s.Article.ID)
			}
		}
	})
}

// openThen is open; then, if it is not nil, is called when the article is shown.
func (w *Window) openThen(id article.ID, then func(*desk.Sitting)) {
	w.keepPlace()
	w.opens(func(ctx context.Context) func() {
		s, err := w.desk.Open(ctx, id)
		if errors.Is(err, annotations.ErrNotFound) {
			entries, listErr := w.desk.Newest(ctx, 1)
			switch {
			case listErr != nil:
				err = listErr
			case len(entries) == 0:
				return func() { w.empty() }
			default:
				s, err = w.desk.Open(ctx, entries[0].Article.ID)
			}
		}
		return func() {
			if err != nil {
				w.trouble(fmt.Errorf("open the article: %w", err))
				return
			}
			w.show(s)
			if then != nil {
				then(s)
			}
		}
	})
}

// empty shows that there is nothing to read yet.
func (w *Window) empty() {
	w.leaveBegun()
	w.now = nil
	w.telling.end()
	w.notices.settled(false)
	w.sidebar.reset() // before anything is drawn: its cards are of the article that was open
	w.contents.reset()
	w.offers.renew()
	w.find.forget()
	w.reader.SetText(nil, reader.Head{}, reader.Place{})
	w.win.SetTitle("Parley")
	w.top.update()
	w.contents.reset()
	w.bar.renew()
	w.notices.say("The library is empty. Add an article with Ctrl+O, or drop a file on the window.")
}

// show puts an opened article on the screen; its analysis follows.
func (w *Window) show(s *desk.Sitting) {
	w.analyser.stir()
	w.leaveBegun()
	w.now = &reading{sitting: s}
	w.now.setMarks(s.Marks, s.Notes)
	w.sidebar.reset() // before anything is drawn: its cards are of the article that was open
	w.find.forget()
	w.reader.SetText(s.Version, w.head(s), reader.Place{Pos: s.Place.Pos, Frac: s.Place.Frac})
	w.reader.SetMarks(readerMarks(s.Marks))
	w.reader.SetLit(nil)
	w.reader.SetStrip(nil)
	w.win.SetTitle(s.Article.Title + " — Parley")
	w.prefs.last = s.Article.ID
	w.keepPrefs()
	w.top.update()
	w.library.mark(s.Article.ID)
	w.contents.reset()
	w.bar.renew()
	w.focusReader()
	w.refreshMenu()
	w.offers.renew()
	w.analyse(s.Version)
	w.lookForStories()
}

// soonMost is the length in code points of a text whose kept analysis is shown with it, in the same
// picture; that of a longer one is read elsewhere.
const soonMost = 100_000

// restFirst is how long a long text is on the screen before it is analysed.
const restFirst = 300 * time.Millisecond

// analyse looks for actors, disputes and statements while the article can be read already.
func (w *Window) analyse(v *article.Version) {
	if v.Len() <= soonMost {
		if a, err := w.desk.Kept(w.ctx, v); err == nil && a != nil {
			if view, err := w.desk.Debate(w.ctx, v, a); err == nil {
				w.analysing.end()
				w.analysed(a, view, nil)
				return
			}
		}
	}
	if w.desk.Outdated(w.ctx, v) {
		w.now.outdated = true
		w.sidebar.disputes.reset()
	}
	w.analysing.run(func(ctx context.Context) func() {
		if v.Len() > soonMost { // the text comes first
			select {
			case <-time.After(restFirst):
			case <-ctx.Done():
				return nil
			}
		}
		a, err := w.desk.Analysis(ctx, v)
		if v.Len() > soonMost {
			debug.FreeOSMemory() // what the analysis of a book took is not needed any more
		}
		view, viewErr := w.desk.Debate(ctx, v, a) // what was filed is shown all the same
		if ctx.Err() != nil {
			return nil
		}
		return func() {
			if w.now != nil && w.now.sitting.Version == v {
				w.analysed(a, view, errors.Join(err, viewErr))
			}
		}
	})
}

// analysed shows what was found in the open article.
func (w *Window) analysed(a *debate.Analysis, view *debate.View, err error) {
	w.now.analysis, w.now.failed = a, err
	w.setView(view)
	if err != nil {
		w.trouble(fmt.Errorf("analyse the article: %w", err))
	}
}

// setView shows who takes part and what is disputed.
func (w *Window) setView(view *debate.View) {
	w.now.view = view
	w.now.hovers = hovers(view)
	w.sidebar.debated()
	w.refreshMenu()
	after := w.now.after
	w.now.after = nil
	for _, f := range after {
		f()
	}
}

// recompose reads again what is filed, and shows it; then is done when it is shown.
func (w *Window) recompose(then ...func()) {
	if w.now == nil {
		return
	}
	now := w.now
	now.after = append(now.after, then...)
	if now.view == nil {
		return // the analysis is on its way, and the view with it
	}
	v, analysis := now.sitting.Version, now.analysis
	w.composing.run(func(ctx context.Context) func() {
		view, err := w.desk.Debate(ctx, v, analysis)
		return func() {
			switch {
			case w.now != now:
			case err != nil:
				w.trouble(err)
			default:
				w.setView(view)
			}
		}
	})
}

// hovers returns the mentions of a view's actors in text order.
func hovers(view *debate.View) []hover {
	if view == nil {
		return nil
	}
	var out []hover
	for i, actor := range view.Actors {
		for _, m := range actor.Mentions {
			out = append(out, hover{m.Range, i})
		}
	}
	sortBy(out, func(h hover) int { return h.Start })
	return out
}

// renewed is told that the open article may have a new version, which this window has not asked for. It is shown, unless the reader is
// going elsewhere, reads an older version, or is in the middle of something: then it is offered.
func (w *Window) renewed(id article.ID) {
	of := w.now
	w.renewing.run(func(ctx context.Context) func() {
		s, err := w.desk.Open(ctx, id)
		return func() {
			if err != nil || w.now != of || w.opening.busy() || s.Version.ID == of.sitting.Version.ID {
				return
			}
			words := fmt.Sprintf("“%s” has a new version.", shortened(s.Article.Title, 80))
			if w.busy() || of.sitting.Version.Number < of.sitting.Versions {
				w.notices.hold(words, "Read it", func() { w.openThen(id, w.arrived) })
				return
			}
			w.keepPlaceNow(of.sitting, w.reader.Place(), w.reader.Progress())
			w.show(s)
			w.arrived(s)
		}
	})
}

// reloadMarks reads the marks and notes of the open article again; then is done when they are there,
// even if that is by a later reading.
func (w *Window) reloadMarks(then ...func()) {
	if w.now == nil {
		return
	}
	now := w.now
	now.then = append(now.then, then...)
	v := now.sitting.Version
	w.marking.run(func(ctx context.Context) func() {
		marks, notes, err := w.desk.Marks(ctx, v)
		return func() {
			if w.now != now {
				return
			}
			if err != nil {
				w.trouble(fmt.Errorf("read the marks: %w", err))
				return
			}
			now.setMarks(marks, notes)
			w.reader.SetMarks(readerMarks(marks))
			w.sidebar.marked()
			w.bar.update()
			w.refreshMenu()
			then := now.then
			now.then = nil
			for _, f := range then {
				f()
			}
		}
	})
}

// readerMarks returns the marks that have a place, as the reader draws them.
func readerMarks(marks []desk.Mark) []reader.Mark {
	out := make([]reader.Mark, 0, len(marks))
	for _, m := range marks {
		if !m.Placement.Range.Empty() {
			out = append(out, reader.Mark{
				ID: m.ID, Range: m.Placement.Range, Style: uint8(m.Style),
				Colour: uint8(m.Colour), Note: m.Note != "",
			})
		}
	}
	return out
}

// head returns the lines above the text.
func (w *Window) head(s *desk.Sitting) reader.Head {
	var parts []string
	a := s.Article
	for _, p := range []string{a.Outlet, a.Byline, showDate(a.Published), minutes(s.Version.Text())} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if s.Versions > 1 {
		parts = append(parts, fmt.Sprintf("version %d of %d", s.Version.Number, s.Versions))
	}
	return reader.Head{Title: a.Title, Line: strings.Join(parts, " · ")}
}

// minutes says how long it takes to read text, at 230 words a minute (the mean
// of silent reading of English in the studies that Brysbaert reviewed in 2019: 238).
func minutes(text string) string {
	n := desk.Words(text)
	if n == 0 {
		return ""
	}
	m := (n + 229) / 230
	if m < 90 {
		return fmt.Sprintf("%d min", m)
	}
	return fmt.Sprintf("%d h", (m+30)/60)
}

// scrolled is told that another part of the text is in sight.
func (w *Window) scrolled() {
	w.analyser.stir()
	w.bar.update()
	w.tip.hide()
	w.top.progress()
	w.contents.follow()
	if w.placing != nil {
		w.placing.Stop()
	}
	w.placing = time.AfterFunc(placeAfter, func() { w.post(w.keepPlace) })
}

// placeAfter is how long the text rests before its place is kept.
const placeAfter = 700 * time.Millisecond

// keepPlace keeps where the reader is in the open article.
func (w *Window) keepPlace() {
	if w.placing != nil {
		w.placing.Stop()
		w.placing = nil
	}
	if w.now == nil || w.desk.ReadOnly() {
		return
	}
	w.keepPlaceNow(w.now.sitting, w.reader.Place(), w.reader.Progress())
}

func (w *Window) keepPlaceNow(s *desk.Sitting, p reader.Place, progress float64) {
	id, version := s.Article.ID, s.Version.ID
	w.writes.add(func() {
		err := w.desk.KeepPlace(w.ctx, id, annotations.Place{Version: version, Pos: p.Pos, Frac: p.Frac, Progress: progress})
		switch {
		case err == nil:
			w.post(func() { w.library.placed(id) })
		case errors.Is(err, annotations.ErrNotFound): // another window has emptied the trash or restored a backup: there is nothing to keep it on
		case w.ctx.Err() == nil:
			w.post(func() { w.trouble(fmt.Errorf("keep the reading place: %w", err)) })
		}
	})
}

// jump goes somewhere else in the text and remembers the place that is left.
func (w *Window) jump(to func()) {
	if w.now == nil {
		return
	}
	n := w.now
	n.jumps = append(n.jumps[:min(n.at, len(n.jumps))], w.reader.Place())
	n.at = len(n.jumps)
	to()
}

// reveal jumps to a passage and flashes it.
func (w *Window) reveal(r article.Range) {
	w.jump(func() { w.reader.Reveal(r) })
}

// travel goes back or forward along the jumps.
func (w *Window) travel(by int) {
	n := w.now
	to := n.at + by
	if to < 0 || to >= len(n.jumps) {
		return
	}
	if n.at == len(n.jumps) { // so that Forward leads here again
		n.jumps = append(n.jumps, w.reader.Place())
	}
	n.at = to
	w.reader.GoTo(n.jumps[to])
}
