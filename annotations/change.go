package annotations

import "slices"

// A HighlightEdit takes a highlight from one state to another. A From without an
// id means that the highlight is new; Gone means that it is deleted.
type HighlightEdit struct{ From, To HighlightState }

// A HighlightState is a highlight as it stands at a moment.
type HighlightState struct {
	Highlight
	Gone bool
}

// Same reports whether two states hold the same, whenever that was written.
func (s HighlightState) Same(o HighlightState) bool {
	return s.Gone == o.Gone && s.ID == o.ID && s.Anchor == o.Anchor && s.Version == o.Version && s.Style == o.Style &&
		s.Colour == o.Colour && s.Note == o.Note && slices.Equal(s.Tags, o.Tags)
}

// A NoteEdit takes a note from one state to another, as a HighlightEdit does a highlight.
type NoteEdit struct{ From, To NoteState }

// A NoteState is a note as it stands at a moment.
type NoteState struct {
	Note
	Gone bool
}

// Same reports whether two states hold the same, whenever that was written.
func (s NoteState) Same(o NoteState) bool {
	return s.Gone == o.Gone && s.ID == o.ID && s.On == o.On && s.Subject == o.Subject && s.Text == o.Text
}

// Edits are what one action changes: all of it or nothing.
type Edits struct {
	Highlights []HighlightEdit
	Notes      []NoteEdit
	Settled    []SettlementEdit

	Collections []CollectionEdit
	Articles    []ArticleEdit
}

// Empty reports whether e changes nothing.
func (e Edits) Empty() bool {
	return len(e.Highlights)+len(e.Notes)+len(e.Settled)+len(e.Collections)+len(e.Articles) == 0
}

// Reversed returns the edits that take everything back.
func (e Edits) Reversed() Edits {
	var r Edits
	for _, x := range e.Highlights {
		if x.From.ID == (ID{}) { // what was made is not unmade but deleted, so that it can come back
			x.From = x.To
			x.From.Gone = true
		}
		r.Highlights = append(r.Highlights, HighlightEdit{x.To, x.From})
	}
	for _, x := range e.Notes {
		if x.From.ID == (ID{}) {
			x.From = x.To
			x.From.Gone = true
		}
		r.Notes = append(r.Notes, NoteEdit{x.To, x.From})
	}
	for _, x := range e.Settled {
		r.Settled = append(r.Settled, SettlementEdit{x.To, x.From})
	}
	for _, x := range e.Collections {
		if x.From.ID == (ID{}) {
			x.From = x.To
			x.From.Gone = true
		}
		r.Collections = append(r.Collections, CollectionEdit{x.To, x.From})
	}
	for _, x := range e.Articles {
		r.Articles = append(r.Articles, ArticleEdit{x.To, x.From})
	}
	return r
}
