package app

import (
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotations"
	"parley/annotations/article"
)

// A tagging is the writing of the tags of marks. It belongs to the article that the marks are of.
type tagging struct {
	on     origin
	marks  []article.ID
	before []string // the tags that all of them had when it began
	draft  *draft
	saving bool // they are on their way to the disk
}

// tag opens the field of tags for the chosen marks; a selection is highlighted first.
func (w *Window) tag() {
	if !w.reader.Selection().Empty() {
		w.first.begin(w.draft(annotations.Solid, w.prefs.colour), true)
		return
	}
	w.bar.tag(w.chosenMarks())
}

// tag opens the field of tags for marks of the open article.
func (b *markBar) tag(ids []article.ID) {
	w := b.w
	if len(ids) == 0 {
		return
	}
	if b.putAway() {
		w.offers.renew()
	}
	if m, ok := w.now.mark(ids[0]); ok && len(ids) == 1 && !m.Placement.Range.Empty() {
		w.reader.FocusMark(ids[0])
		if v := w.reader.InSight(); !v.Overlaps(m.Placement.Range) {
			w.reader.Reveal(m.Placement.Range)
		}
	}
	before := w.now.commonTags(ids)
	b.tags.SetText(strings.Join(before, ", "))
	t := &tagging{on: w.here(), marks: ids, before: before}
	t.draft = w.newDraft(annotations.UnsavedTags, t.on, func() []byte { return tagState{Marks: t.marks, Before: t.before, Text: b.tags.Text}.encode() })
	b.tagging = t
	b.buttons()
	b.panel.Show()
	b.update()
	if !b.panel.Visible() { // several marks, none of them in sight
		m := b.panel.MinSize()
		b.panel.Resize(m)
		b.panel.Move(fyne.NewPos((w.reader.Size().Width-m.Width)/2, 12))
		b.panel.Show()
	}
	w.win.Canvas().Focus(b.tags)
}

// goOn opens the field again with tags that were begun earlier. Marks that are no longer there are left out.
func (b *markBar) goOn(u annotations.Unsaved, s tagState) {
	w := b.w
	ids := slices.DeleteFunc(slices.Clone(s.Marks), func(id article.ID) bool { _, ok := w.now.mark(id); return !ok })
	if len(ids) == 0 {
		w.app.Clipboard().SetContent(s.Text)
		w.notices.hold("The marks that these tags were begun for are not there any more. The tags are copied.", "", nil)
		w.offers.renew()
		return
	}
	b.tag(ids)
	t := b.tagging
	b.tagging = nil // so that nothing is kept while the text is set
	b.tags.SetText(s.Text)
	b.tags.CursorColumn = len([]rune(s.Text))
	b.tagging = t
	t.before = s.Before
	t.draft = w.resumeDraft(u, t.on, t.draft.state)
}

// commonTags returns the tags that all these marks have.
func (r *reading) commonTags(ids []article.ID) []string {
	var out []string
	first := true
	for _, id := range ids {
		m, ok := r.mark(id)
		switch {
		case !ok:
		case first:
			out, first = slices.Clone(m.Tags), false
		default:
			out = slices.DeleteFunc(out, func(t string) bool { return !slices.Contains(m.Tags, t) })
		}
	}
	return out
}

// keepTags gives the marks the tags that were written and takes those that were struck out. What was written stays until that is on the disk.
func (b *markBar) keepTags() {
	t, w := b.tagging, b.w
	if t == nil || t.saving {
		return
	}
	add := splitTags(b.tags.Text)
	remove := slices.DeleteFunc(slices.Clone(t.before), func(tag string) bool { return slices.Contains(add, tag) })
	t.saving = true
	settled := t.draft.settling()
	w.writes.add(func() {
		err := w.desk.Retag(w.ctx, t.marks, add, remove)
		settled(err)
		w.post(func() {
			t.saving = false
			here := b.tagging == t
			switch {
			case err != nil:
				w.trouble(err)
				if !here {
					w.offers.renew()
				}
				return
			case here:
				b.endTagging()
				w.focusReader()
			}
			w.reloadMarks()
		})
	})
}

// tagsHint says how tags are written.
const tagsHint = "Tags, separated by commas"

// splitTags returns the tags that were written, each once.
func splitTags(s string) (tags []string) {
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		t = strings.TrimPrefix(strings.TrimSpace(t), "#")
		if t != "" && !slices.Contains(tags, t) {
			tags = append(tags, t)
		}
	}
	return tags
}

// leaveTags closes the field of tags without saving; what was written is discarded.
func (b *markBar) leaveTags() {
	if t := b.tagging; t != nil && !t.saving {
		t.draft.forget()
		t.draft.over = true
	}
	b.endTagging()
}

func (b *markBar) endTagging() {
	if t := b.tagging; t != nil {
		t.draft.over = true
	}
	b.tagging = nil
	b.buttons()
	b.update()
}

// keep keeps what is typed or moved now, for the program may end.
func (b *markBar) keep() {
	if t := b.tagging; t != nil && !t.saving {
		t.draft.keep()
	}
	b.endShaping()
}

// putAway ends what the bar is in the middle of: moved ends are saved, tags are kept as a draft. It reports whether there were any.
func (b *markBar) putAway() (kept bool) {
	b.endShaping()
	t := b.tagging
	if t == nil {
		return false
	}
	if !t.saving {
		kept = t.draft.end()
	}
	b.endTagging()
	b.hide()
	return kept
}

// A tagState is the tags of marks as they are kept while they are written.
type tagState struct {
	Marks  []article.ID `json:"marks"`
	Before []string     `json:"before,omitempty"`
	Text   string       `json:"text"`
}

func (s tagState) encode() []byte {
	b, _ := json.Marshal(s) // it holds nothing that cannot be encoded
	return b
}
