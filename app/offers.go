package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parley/annotations"
	"parley/annotations/article"
	"parley/app/desk"
)

// The offers are above the text: what was begun on the open article and not saved, to go on with it or to discard it.
type offers struct {
	w      *Window
	of     *reading // that they are about
	all    []offer
	back   *canvas.Rectangle
	line   *canvas.Rectangle
	rows   *fyne.Container
	object *fyne.Container
}

// An offer is one thing that was begun.
type offer struct {
	annotations.Unsaved
	words   string                // of what was begun
	carried desk.Carried          // its passages, in the version that is read
	goOn    func([]article.Range) // at these passages
	needs   bool                  // it cannot go on without passages
}

// begun returns the words of what was begun, to go on a sentence.
func (x offer) begun() string { return strings.ToLower(x.words[:1]) + x.words[1:] }

// offersMost is how many are shown at once; the others follow when these are dealt with.
const offersMost = 3

func newOffers(w *Window) *offers {
	o := &offers{w: w, back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent), rows: container.NewVBox()}
	o.line.SetMinSize(fyne.NewSize(1, 1))
	o.object = container.NewStack(o.back, container.NewBorder(nil, o.line, nil, nil, container.New(inset{12, 4, 8, 4}, o.rows)))
	o.object.Hide()
	return o
}

func (o *offers) dress() { o.draw() }

// renew reads again what was begun on the open article, when all that is being written is on the disk.
func (o *offers) renew() {
	w := o.w
	if o.of != w.now {
		o.of, o.all = w.now, nil
		o.draw()
	}
	if w.now == nil || !w.writable() {
		w.offering.end()
		return
	}
	now, v := w.now, w.now.sitting.Version
	w.writes.add(func() {
		w.post(func() {
			if w.now == now {
				o.read(now, v)
			}
		})
	})
}

func (o *offers) read(now *reading, v *article.Version) {
	w := o.w
	w.offering.run(func(ctx context.Context) func() {
		begun, err := w.desk.Unsaved(ctx, v.Article)
		var all []offer
		for _, u := range begun {
			x, ok := w.offerOf(u)
			if !ok || w.holds.elsewhere(u.ID) {
				continue
			}
			var e error
			if x.carried, e = w.desk.Carry(ctx, u.Version, v, x.passages); e != nil && err == nil {
				err = e
			}
			all = append(all, x.offer)
		}
		if ctx.Err() != nil {
			return nil
		}
		return func() {
			if w.now != now {
				return
			}
			if err != nil {
				w.trouble(err)
			}
			o.of, o.all = now, all
			o.draw()
		}
	})
}

// A begunOffer is an offer, and the passages that it was begun on in its own version.
type begunOffer struct {
	offer
	passages []article.Range
}

// offerOf says in words what was begun, and how to go on with it; ok is false for what this program does not know.
func (w *Window) offerOf(u annotations.Unsaved) (out begunOffer, ok bool) {
	out.offer = offer{Unsaved: u, needs: true}
	var form formState
	var tags tagState
	var first passageState
	switch {
	case u.Kind == annotations.UnsavedStatement && json.Unmarshal(u.JSON, &form) == nil && len(form.Passages) > 0:
		out.passages = form.Passages
		out.words = "A statement"
		if form.Filed != (article.ID{}) {
			out.words = "A change of a statement"
		}
		if form.Actor.Text != "" {
			out.words += " of " + oneLine(form.Actor.Text, 40)
		}
		out.words += " on “" + oneLine(form.Words, 60) + "”"
		out.goOn = func(at []article.Range) { w.goOnFiling(u, form, at) }
	case u.Kind == annotations.UnsavedTags && json.Unmarshal(u.JSON, &tags) == nil && len(tags.Marks) > 0:
		out.needs = false
		out.words = "Tags of " + counted(len(tags.Marks), "mark", "marks") + ": " + oneLine(tags.Text, 60)
		out.goOn = func([]article.Range) { w.bar.goOn(u, tags) }
	case json.Unmarshal(u.JSON, &first) == nil && !first.Range.Empty():
		out.passages = []article.Range{first.Range}
		out.words = "A note: " + oneLine(first.Text, 60)
		if u.Kind == annotations.UnsavedTags {
			out.words = "Tags of a passage: " + oneLine(first.Text, 60)
		}
		out.goOn = func(at []article.Range) {
			d := desk.HighlightDraft{Version: w.now.sitting.Version, Range: at[0], Style: first.Style, Colour: first.Colour}
			if w.first.open() { // another passage is on its way to the disk
				w.offers.renew()
				return
			}
			w.first.begin(d, u.Kind == annotations.UnsavedTags)
			w.first.goOn(u, first.Text)
		}
	default:
		return out, false
	}
	return out, true
}

// goOnFiling opens the form again, when it is known who takes part in the article.
func (w *Window) goOnFiling(u annotations.Unsaved, s formState, at []article.Range) {
	open := func() {
		w.reader.ScrollTo(at[0])
		w.reader.Select(at[0])
		w.form.resume(u, s, at)
	}
	if w.now.view != nil || w.now.failed != nil {
		open()
		return
	}
	w.now.after = append(w.now.after, w.while([]func(){open})...)
}

// shown returns the offers but for what is open.
func (o *offers) shown() []offer {
	var out []offer
	open := map[article.ID]bool{}
	if f := o.w.form; f.open() && f.draft != nil {
		open[f.draft.id] = true
	}
	if t := o.w.bar.tagging; t != nil {
		open[t.draft.id] = true
	}
	for _, x := range o.all {
		if !open[x.ID] {
			out = append(out, x)
		}
	}
	return out
}

// draw shows a line for each offer.
func (o *offers) draw() {
	w, c := o.w, o.w.chrome
	o.back.FillColor, o.line.FillColor = mix(c.panel, c.page.Accent, 0.08), c.page.Rule
	all := o.shown()
	if len(all) == 0 && !o.object.Visible() {
		return
	}
	o.rows.RemoveAll()
	for i, x := range all {
		if i == offersMost {
			o.rows.Add(newLine(w.ruler, "and "+counted(len(all)-i, "other", "others"), face{12, fyne.TextStyle{}}, c.page.Faint))
			break
		}
		o.rows.Add(o.row(x))
	}
	show(len(all) > 0, o.object)
	w.win.Content().Refresh()
}

// row is the line of an offer.
func (o *offers) row(x offer) fyne.CanvasObject {
	w := o.w
	words, act, do := o.says(x)
	return container.New(row{gap: 4, stretch: 0}, newLine(w.ruler, words, face{13, fyne.TextStyle{}}, w.chrome.page.Ink),
		newWordButton(w, act, "", w.bound(do)), newWordButton(w, "Discard", "", func() { o.discard(x) }))
}

// says returns the words of an offer, and what can be done with it. What was begun on another version, and whose passage is not found for
// sure in this one, is not gone on with here: the version that it was begun on is read first.
func (o *offers) says(x offer) (words, act string, do func()) {
	w := o.w
	words = "Not saved: " + x.begun()
	act, do = "Go on", func() { o.goOn(x) }
	switch {
	case x.Version == o.of.sitting.Version.ID || !x.needs:
		return words, act, do
	case x.carried.Sure():
		return fmt.Sprintf("Not saved, from version %d: %s", x.carried.Number, x.begun()), act, do
	}
	words = fmt.Sprintf("Not saved, from version %d; its passage was not found for certain in this one: %s", x.carried.Number, x.begun())
	if q := strings.Join(x.carried.Quotes, " … "); x.Kind != annotations.UnsavedStatement && q != "" {
		words += ", on “" + oneLine(q, 60) + "”"
	}
	if x.carried.Number == 0 { // that version could not be read
		return words, "Copy", func() { w.app.Clipboard().SetContent(x.words); w.notices.say("Copied.") }
	}
	return words, fmt.Sprintf("Open version %d", x.carried.Number), func() { w.openVersion(x.Article, x.carried.Number) }
}

// What the table of actions does with what was begun last.

func (w *Window) hasOffer() bool { return w.writable() && w.reading() && len(w.offers.shown()) > 0 }

func (w *Window) goOn() {
	_, _, do := w.offers.says(w.offers.shown()[0])
	do()
}

func (w *Window) discardBegun() { w.offers.discard(w.offers.shown()[0]) }

func rangesOf(c desk.Carried) []article.Range {
	var out []article.Range
	for _, p := range c.Placements {
		out = append(out, p.Range)
	}
	return out
}

// goOn goes on with an offer, unless another window does.
func (o *offers) goOn(x offer) {
	now := o.w.now
	o.claim(x, func() {
		if o.w.now != now { // another article is read by then
			o.w.holds.letGo(x.ID)
			return
		}
		o.take(x)
		x.goOn(rangesOf(x.carried))
	})
}

// claim calls then when no other window goes on with an offer, which is as it was when it was read; from then on none is offered it.
func (o *offers) claim(x offer, then func()) {
	w := o.w
	w.writes.add(func() {
		ok := w.holds.try(x.ID)
		gone := "This is being written in another window."
		if ok {
			all, err := w.desk.Unsaved(w.ctx, x.Article)
			ok = err != nil || slices.ContainsFunc(all, func(u annotations.Unsaved) bool { return u.ID == x.ID && bytes.Equal(u.JSON, x.JSON) })
			if !ok {
				w.holds.free(x.ID)
				gone = "Another window has gone on with this."
			}
		}
		w.post(func() {
			if ok {
				then()
				return
			}
			w.notices.say(gone)
			o.renew()
		})
	})
}

// take takes an offer away, for it is gone on with.
func (o *offers) take(x offer) {
	for i := range o.all {
		if o.all[i].ID == x.ID {
			o.all = append(o.all[:i:i], o.all[i+1:]...)
			break
		}
	}
	o.draw()
}

// discard deletes what was begun. It can be brought back for a moment.
func (o *offers) discard(x offer) {
	o.claim(x, func() { o.discardClaimed(x) })
}

func (o *offers) discardClaimed(x offer) {
	w := o.w
	o.take(x)
	w.holds.letGo(x.ID)
	write := func(do func() error, then func()) {
		w.writes.add(func() {
			err := do()
			w.post(func() {
				if err != nil {
					w.trouble(err)
				} else {
					then()
				}
				o.renew()
			})
		})
	}
	write(func() error { return w.desk.DeleteUnsaved(w.ctx, x.ID) }, func() {
		w.notices.offer("Discarded.", "Undo", func() {
			write(func() error { return w.desk.SaveUnsaved(w.ctx, x.Unsaved) }, func() {})
		})
	})
}
