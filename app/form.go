package app

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// A statementForm files who says what: it stands at the passage, not over it, and is filled by typing alone. It belongs to the version
// that it was begun on, and is put away when another is shown.
type statementForm struct {
	w     *Window
	begun origin
	shown *debate.View // of that version, as it was seen last
	turn  int          // counts what the form was begun for
	draft *draft       // of what is typed; nil while the form is being made
	layer *fyne.Container
	panel *fyne.Container
	back  *canvas.Rectangle
	rows  *stack // what it shows
	body  *container.Scroll

	passages []article.Range
	seen     *debate.ShownStatement // the suggestion it was opened from
	filed    article.ID             // the statement that is changed; zero for a new one
	was      desk.StatementDraft    // what the form said of it when it was opened
	first    *formState             // the same, to be kept with what is typed; nil for a new one
	more     bool                   // the optional fields are shown
	words    string                 // of the passages
	trouble  string                 // why it could not be saved
	saving   bool                   // it is on its way to the disk: a second Enter files nothing

	actor, position, reported *chooser
	who, by                   desk.ActorRef
	on                        desk.DisputeRef
	at                        desk.PositionRef
	stance, attribution       *signRow
	addressee, condition      *field
	saidOn, note              *field
}

var stanceOptions = []signOption{
	{"+ supports", "S", "sS+"}, {"− opposes", "O", "oO-−"}, {"± conditional", "C", "cC=±"}, {"? ambivalent", "A", "aA?"}, {"· declines", "D", "dD.·"},
}

var attributionOptions = []signOption{
	{"“ ” quoted", "Q", "qQ"}, {"“…” partly", "P", "pP"}, {"≈ paraphrase", "H", "hH"}, {"anonymous", "N", "nN"}, {"reported", "R", "rR"}, {"inferred", "I", "iI"},
}

func newStatementForm(w *Window) *statementForm {
	f := &statementForm{w: w, back: canvas.NewRectangle(color.Transparent)}
	f.back.CornerRadius, f.back.StrokeWidth = 10, 1
	f.body = container.NewVScroll(container.NewWithoutLayout())
	f.panel = container.NewStack(f.back, f.body)
	f.panel.Hide()
	f.layer = container.New(atPassage{f}, f.panel)
	return f
}

func (f *statementForm) open() bool { return f.panel.Visible() }

// begin shows the form, empty, at passages of the open version.
func (f *statementForm) begin(passages []article.Range) {
	w := f.w
	if f.putAway() {
		w.offers.renew()
	}
	f.turn++
	f.begun, f.shown, f.draft = w.here(), &debate.View{Library: w.now.sitting.Library}, nil
	f.was, f.first = desk.StatementDraft{}, nil
	f.passages, f.seen, f.filed, f.more, f.trouble, f.saving = passages, nil, article.ID{}, false, "", false
	f.who, f.by, f.on, f.at = desk.ActorRef{}, desk.ActorRef{}, desk.DisputeRef{}, desk.PositionRef{}
	var parts []string
	for _, r := range passages {
		parts = append(parts, readable(f.begun.version, r))
	}
	f.words = strings.Join(parts, " … ")
	f.actor = newChooser(w, "Who says it", f.actorPicks(func(r desk.ActorRef) { f.who = r }, func() *chooser { return f.actor }))
	f.position = newChooser(w, "Position, or the question", f.positionPicks)
	f.reported = newChooser(w, "Reported by", f.actorPicks(func(r desk.ActorRef) { f.by = r }, func() *chooser { return f.reported }))
	f.stance, f.attribution = newSignRow(w, stanceOptions...), newSignRow(w, attributionOptions...)
	f.addressee, f.condition, f.saidOn, f.note = f.text("To whom"), f.text("On what condition"), f.text("Said on: 2025, 2025-12 or 2025-12-08"), f.text("Note")
	f.order()
	f.panel.Show()
	w.bar.update()
}

func (f *statementForm) text(hint string) *field {
	t := newField(f.w)
	t.SetPlaceHolder(hint)
	t.OnChanged = func(string) { f.touched() }
	return t
}

// ready gives the form to the reader, once it holds what is known already. From now on what is typed is kept.
func (f *statementForm) ready() {
	f.rememberFirst()
	f.draft = f.w.newDraft(annotations.UnsavedStatement, f.begun, f.state)
	f.draw()
	f.focusMissing()
}

// focusAgain gives the keys back to the form, when what lay over it is gone.
func (f *statementForm) focusAgain() {
	if f.open() && f.draft != nil {
		f.focusMissing()
	}
}

func (f *statementForm) touched() {
	if f.draft != nil {
		f.draft.changed()
	}
}

// view returns what is known of the version that the form was begun on. It need not be open any more, and its analysis may have failed.
func (f *statementForm) view() *debate.View {
	if w := f.w; w.at(f.begun) && w.now.view != nil {
		f.shown = w.now.view
	}
	return f.shown
}

// order ties the fields to each other: Enter and Tab go on, Shift back, Ctrl+Enter saves, Esc leaves.
func (f *statementForm) order() {
	stops := func() []fyne.Focusable {
		out := []fyne.Focusable{f.actor.field, f.position.field, f.stance, f.attribution}
		if f.more {
			out = append(out, f.addressee, f.condition, f.saidOn, f.reported.field, f.note)
		}
		return out
	}
	step := func(from fyne.Focusable, back bool) {
		all := stops()
		for i, s := range all {
			if s == from {
				k := i + 1
				if back {
					k = i - 1
				}
				f.w.win.Canvas().Focus(all[(k+len(all))%len(all)])
				f.reveal()
				return
			}
		}
	}
	for _, c := range []*chooser{f.actor, f.position, f.reported} {
		c.resized = f.draw
		c.changed = f.touched
		c.onDone = func(back bool) { step(c.field, back) }
		c.onFocus = func() {
			for _, o := range []*chooser{f.actor, f.position, f.reported} {
				if o != c {
					o.close()
				}
			}
		}
		c.field.onAccept = f.save
		c.field.onEscape = func() {
			if c.open {
				c.close()
				return
			}
			f.leave()
		}
	}
	for _, t := range []*field{f.addressee, f.condition, f.saidOn, f.note} {
		t.onTab = func(back bool) { step(t, back) }
		t.onEnter = func(back bool) { f.save() }
		t.onAccept, t.onEscape = f.save, f.leave
	}
	for _, r := range []*signRow{f.stance, f.attribution} {
		r.onTab = func(back bool) { step(r, back) }
		r.onEnter, r.onEscape = f.save, f.leave
		r.onChange = func() { f.closeLists(); f.touched() }
	}
}

func (f *statementForm) closeLists() {
	for _, c := range []*chooser{f.actor, f.position, f.reported} {
		c.close()
	}
}

// leave closes the form without saving. What was typed is kept, and offered again.
func (f *statementForm) leave() {
	if !f.open() {
		return
	}
	if f.putAway() {
		f.w.offers.renew()
	}
	f.w.reader.Select(article.Range{})
	f.w.focusReader()
	f.w.bar.update()
}

// putAway takes the form away, and keeps what was typed as a draft. It reports whether there was anything.
func (f *statementForm) putAway() (kept bool) {
	if !f.open() {
		return false
	}
	switch d := f.draft; {
	case d == nil:
	case f.saving: // it is on its way to the disk, and kept as a draft if it does not come there
		d.over = true
	default:
		kept = d.end()
	}
	f.close()
	return kept
}

// keep keeps what is typed now; the form stays open.
func (f *statementForm) keep() {
	if f.open() && f.draft != nil && !f.saving {
		f.draft.keep()
	}
}

// close takes the form away: what it was about is saved, or kept as a draft.
func (f *statementForm) close() {
	f.turn++
	if f.draft != nil { // its state is that of the form, which will be about something else
		f.draft.rest()
		f.draft.over = true
	}
	f.draft, f.saving, f.seen = nil, false, nil
	f.panel.Hide()
	f.w.redraw(f.layer)
}

// contents returns what the form holds, to be filed on the version that it was begun on.
func (f *statementForm) contents() desk.StatementDraft {
	d := desk.StatementDraft{
		Version: f.begun.version, Passages: f.passages, Seen: f.seen, Actor: f.who, ReportedBy: f.by, Dispute: f.on, Position: f.at,
		Addressee: f.addressee.Text, Condition: f.condition.Text, SaidOn: strings.TrimSpace(f.saidOn.Text), Note: f.note.Text,
	}
	if !f.actor.taken() {
		d.Actor = desk.ActorRef{}
	}
	if !f.reported.taken() {
		d.ReportedBy = desk.ActorRef{}
	}
	if !f.position.taken() {
		d.Dispute, d.Position = desk.DisputeRef{}, desk.PositionRef{}
	}
	if i := f.stance.chosen; i >= 0 {
		d.Stance = debate.Supports + debate.Stance(i)
	}
	if i := f.attribution.chosen; i >= 0 {
		d.Attribution = debate.Direct + debate.Attribution(i)
	}
	return d
}

// save files what the form holds; the form stays until that is on disk.
func (f *statementForm) save() {
	w := f.w
	if !f.open() || f.saving {
		return
	}
	if c := f.unsettled(); c != nil {
		c.look(c.field.Text)
		f.fail("“"+oneLine(c.field.Text, 40)+"” is not chosen yet. Choose a line of the list, to use it or to create it.", c.field)
		return
	}
	d, id, was := f.contents(), f.filed, f.was
	if d.Actor.Empty() {
		f.fail("Who says it? Type a name, and choose it from the list.", f.actor.field)
		return
	}
	f.saving = true
	turn, on, settled := f.turn, f.begun, f.draft.settling()
	var step desk.StepID
	file := w.noting(&step, func() (err error) {
		if id != (article.ID{}) {
			err = w.desk.Refile(w.ctx, id, was, d)
		} else {
			var s debate.Statement
			s, err = w.desk.File(w.ctx, d)
			id = s.ID
		}
		return err
	})
	w.writes.add(func() {
		err := file()
		settled(err)
		w.post(func() { f.filedAs(id, step, err, turn, on) })
	})
}

// unsettled takes what is chosen in the lists that are open, and returns the first field with words for which nothing is; nil if there is none.
func (f *statementForm) unsettled() *chooser {
	for _, c := range []*chooser{f.actor, f.position, f.reported} {
		if c.typed() && c.open && c.at >= 0 && c.at < len(c.fits) {
			c.fits[c.at].take()
		}
		if c.typed() {
			return c
		}
	}
	return nil
}

// question says under which question the statement is filed.
func (f *statementForm) question() string {
	if !f.position.taken() {
		return "Question: none chosen"
	}
	title, under := f.on.Title, "Question: "
	switch {
	case f.on.Seen != nil:
		title = f.on.Seen.Title
	case f.on.ID != (article.ID{}):
		for _, d := range f.view().Library.Disputes {
			if d.ID == f.on.ID {
				title = d.Title
			}
		}
	default:
		under = "New question: "
	}
	if f.at.Answer != "" {
		return "New position on: " + title
	}
	return under + title
}

// filedAs is told what came of filing what the form held in a turn. The form may be about something else by now, or put away.
func (f *statementForm) filedAs(id article.ID, step desk.StepID, err error, turn int, on origin) {
	w, here := f.w, f.turn == turn
	switch {
	case err != nil && here:
		f.fail(explain(err), f.actor.field)
		return
	case err != nil:
		w.notices.keep(fmt.Sprintf("The statement on “%s” could not be filed, and is kept as it was typed: %s", shortened(on.title, 60), lowerFirst(explain(err))), "", nil)
		w.offers.renew()
		return
	}
	w.lastFiled = id
	if here {
		f.close()
		w.reader.Select(article.Range{})
		w.focusReader()
		w.bar.update()
	}
	if w.at(on) {
		w.recompose(func() { w.shownFiled(id, step) })
		return
	}
	w.notices.offerUndo(fmt.Sprintf("Filed on “%s”.", shortened(on.title, 60)), step)
}

func (f *statementForm) fail(words string, at fyne.Focusable) {
	f.trouble, f.saving = words, false
	f.draw()
	f.w.win.Canvas().Focus(at)
}

// shownFiled is told that a statement that was filed is in the sidebar.
func (w *Window) shownFiled(id article.ID, step desk.StepID) {
	if w.now == nil || w.now.view == nil { // the view could not be read
		w.notices.offerUndo("Filed.", step)
		return
	}
	for i := range w.now.view.Statements {
		s := &w.now.view.Statements[i]
		if s.Filed != nil && s.Filed.ID == id {
			if w.prefs.tab != tabNotes {
				w.chooseEntry(entry{statement: s})
			}
			break
		}
	}
	w.notices.offerUndo("Filed.", step)
}
