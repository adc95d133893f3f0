package app

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotations/debate"
	"parley/app/desk"
)

// DisputeLines returns what the tab of disputes shows, a line for each card, position and side.
func (w *Window) DisputeLines() []string {
	var out []string
	l := w.sidebar.disputes
	for _, it := range l.items {
		switch it.kind {
		case itemDispute:
			out = append(out, "dispute: "+it.dispute.Title+" ("+disputeWords(w.now.view, it.dispute, "")+")")
		case itemPosition:
			out = append(out, "position: "+it.position.Answer)
			for _, side := range it.stand.Sides {
				var names []string
				for _, who := range side.Speakers {
					names = append(names, speakerName(who))
				}
				out = append(out, sideWords(side)+": "+strings.Join(names, ", "))
			}
		case itemStatement:
			out = append(out, "statement: "+w.quoteOf(it.statement))
		case itemPassage:
			out = append(out, "passage")
		case itemUnquoted:
			out = append(out, "unquoted")
		case itemHairline:
		default:
			out = append(out, it.words)
		}
	}
	return out
}

// Explain asks why a dispute was suggested, or hides that.
func (w *Window) Explain(d *debate.ShownDispute) { w.sidebar.disputes.explain(d) }

// SetSuggesting chooses in the settings where to suggest.
func (w *Window) SetSuggesting(to desk.Suggesting) { w.setSuggesting(to) }

// TapChip taps the first chip of a speaker under a position, and reports whether there is one.
func (w *Window) TapChip(name string) bool {
	l := w.sidebar.disputes
	for i, it := range l.items {
		if it.kind != itemPosition {
			continue
		}
		for _, o := range l.build(i).(*card).rows {
			s, ok := o.(*stack)
			if !ok {
				continue
			}
			for _, k := range s.rows[0].(*flow).objects {
				if c := k.(*chip); c.name == name {
					c.Tapped(&fyne.PointEvent{})
					return true
				}
			}
		}
	}
	return false
}
