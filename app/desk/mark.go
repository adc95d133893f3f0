package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

// A HighlightDraft is a highlight to be made.
type HighlightDraft struct {
	Version *article.Version
	Range   article.Range // as [article.Version.Whole] makes it
	Style   annotations.Style
	Colour  annotations.Colour
	Tags    []string
	Note    string
}

// Highlight marks a passage. A draft without a word is [ErrNoPassage].
func (d *Desk) Highlight(ctx context.Context, f HighlightDraft) (annotations.Highlight, error) {
	r := f.Version.Whole(f.Range)
	if r.Empty() {
		return annotations.Highlight{}, fmt.Errorf("highlight: %w", ErrNoPassage)
	}
	id, err := d.newID(ctx, article.HandleHighlight)
	if err != nil {
		return annotations.Highlight{}, fmt.Errorf("highlight: %w", err)
	}
	h := annotations.Highlight{
		ID: id, Article: f.Version.Article, Version: f.Version.ID, Anchor: anchor.Describe(f.Version, r),
		Style: f.Style, Colour: f.Colour, Tags: tidyTags(f.Tags), Note: f.Note,
	}
	name := "Highlight"
	if f.Style != annotations.Solid {
		name = title(f.Style.String())
	}
	err = d.apply(ctx, step{name: name, edits: annotations.Edits{
		Highlights: []annotations.HighlightEdit{{To: annotations.HighlightState{Highlight: h}}},
	}})
	if err != nil {
		return annotations.Highlight{}, err
	}
	states, err := d.shelf.Highlights(ctx, []article.ID{id})
	if err != nil {
		return h, nil // it is on disk; only its times are not known here
	}
	return states[0].Highlight, nil
}

// Recolour gives highlights a colour.
func (d *Desk) Recolour(ctx context.Context, ids []article.ID, c annotations.Colour) error {
	return d.edit(ctx, counted("Change colour", ids), "", ids, func(h *annotations.HighlightState) { h.Colour = c })
}

// Restyle gives highlights a style.
func (d *Desk) Restyle(ctx context.Context, ids []article.ID, s annotations.Style) error {
	return d.edit(ctx, counted("Change style", ids), "", ids, func(h *annotations.HighlightState) { h.Style = s })
}

// Retag gives highlights tags and takes others from them.
func (d *Desk) Retag(ctx context.Context, ids []article.ID, add, remove []string) error {
	remove = tidyTags(remove)
	return d.edit(ctx, counted("Tag", ids), "", ids, func(h *annotations.HighlightState) {
		keep := slices.DeleteFunc(tidyTags(h.Tags), func(t string) bool { return slices.Contains(remove, t) })
		h.Tags = tidyTags(append(keep, add...))
	})
}

// Rewrite sets the note of a highlight, which was that when the writing began; an empty one removes it. It returns the note as
// it is then: if another has changed it meanwhile, both texts are kept. Rewrites with the same session, if it is not empty, are
// one step of undo.
func (d *Desk) Rewrite(ctx context.Context, id article.ID, was, text, session string) (string, error) {
	kept := text
	err := d.edit(ctx, "Edit note", session, []article.ID{id}, func(h *annotations.HighlightState) {
		kept = both(h.Note, was, text)
		h.Note = kept
	})
	return kept, err
}

// both returns what a note becomes that was one thing and is to be text: text, or, if it has become something else by another's
// hand, that, a line with three dashes, and text.
func both(has, was, text string) string {
	switch {
	case has == was, has == text, blank(has):
		return text
	case blank(text):
		return has
	}
	return strings.TrimRight(has, "\n") + "\n\n---\n\n" + text
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Reshape moves the ends of a highlight, on the version that is read. If it was made on another, its own words stay what they
// were, and it is settled where it stands in this one.
func (d *Desk) Reshape(ctx context.Context, id article.ID, v *article.Version, r article.Range) error {
	r = v.Whole(r)
	if r.Empty() {
		return fmt.Errorf("change the ends: %w", ErrNoPassage)
	}
	states, err := d.shelf.Highlights(ctx, []article.ID{id})
	if err != nil {
		return fmt.Errorf("change the ends: %w", err)
	}
	if states[0].Version != v.ID && !states[0].Gone {
		return d.settle(ctx, "Change ends", v, []annotations.Passage{{Of: id}}, annotations.Attached, r)
	}
	return d.edit(ctx, "Change ends", "", []article.ID{id}, func(h *annotations.HighlightState) {
		h.Version, h.Anchor = v.ID, anchor.Describe(v, r)
	})
}

// Delete deletes highlights and notes: they become tombstones, which undo brings back.
func (d *Desk) Delete(ctx context.Context, ids []article.ID) error {
	for try := 1; ; try++ {
		e, err := d.deletion(ctx, distinct(ids))
		if err != nil {
			return fmt.Errorf("delete: %w", err)
		}
		name := "Delete mark"
		switch n := len(e.Highlights) + len(e.Notes); {
		case len(e.Highlights) == 0:
			name = "Delete note"
		case n > 1:
			name = fmt.Sprintf("Delete %d marks", n)
		}
		err = d.apply(ctx, step{name: name, edits: e})
		if !isChanged(err) || try == triesMost {
			return err
		}
	}
}

// deletion returns the edits that delete what is not deleted yet.
func (d *Desk) deletion(ctx context.Context, ids []article.ID) (annotations.Edits, error) {
	var e annotations.Edits
	for _, id := range ids {
		hs, err := d.shelf.Highlights(ctx, []article.ID{id})
		if err == nil {
			if to := hs[0]; !to.Gone {
				to.Gone = true
				e.Highlights = append(e.Highlights, annotations.HighlightEdit{From: hs[0], To: to})
			}
			continue
		}
		if !errors.Is(err, annotations.ErrNotFound) {
			return e, err
		}
		n, err := d.shelf.Note(ctx, id)
		if err != nil {
			return e, fmt.Errorf("%s: %w", id, err)
		}
		if to := n; !to.Gone {
			to.Gone = true
			e.Notes = append(e.Notes, annotations.NoteEdit{From: n, To: to})
		}
	}
	return e, nil
}

// distinct returns ids without those that are there already.
func distinct(ids []article.ID) []article.ID {
	out := make([]article.ID, 0, len(ids))
	seen := make(map[article.ID]bool, len(ids))
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// triesMost is how often an edit is tried if other programs are quicker. Each time one of them has made progress, so that many may write at once.
const triesMost = 20

// edit changes what f changes of each highlight. One that is as it is to be is left alone.
func (d *Desk) edit(ctx context.Context, name, session string, ids []article.ID, f func(*annotations.HighlightState)) error {
	ids = distinct(ids)
	for try := 1; ; try++ {
		states, err := d.shelf.Highlights(ctx, ids)
		if err != nil {
			return fmt.Errorf("%s: %w", lower(name), err)
		}
		var e annotations.Edits
		for _, from := range states {
			if from.Gone {
				return fmt.Errorf("%s: the mark was deleted: %w", lower(name), annotations.ErrNotFound)
			}
			to := from
			to.Tags = slices.Clone(from.Tags)
			f(&to)
			if !to.Same(from) {
				e.Highlights = append(e.Highlights, annotations.HighlightEdit{From: from, To: to})
			}
		}
		err = d.apply(ctx, step{name: name, edits: e, session: session})
		if !isChanged(err) || try == triesMost {
			return err
		}
	}
}

// AddNote writes a note on an article. Rewrites with the same session belong to the same step of undo.
func (d *Desk) AddNote(ctx context.Context, on article.ID, text, session string) (annotations.Note, error) {
	id, err := d.newID(ctx, article.HandleNote)
	if err != nil {
		return annotations.Note{}, fmt.Errorf("add a note: %w", err)
	}
	n := annotations.Note{ID: id, Article: on, On: annotations.OnArticle, Subject: on, Text: text}
	err = d.apply(ctx, step{name: "Add note", session: session, edits: annotations.Edits{
		Notes: []annotations.NoteEdit{{To: annotations.NoteState{Note: n}}},
	}})
	return n, err
}

// RewriteNote changes the text of a note, as Rewrite does that of a highlight's; an empty one deletes the note.
func (d *Desk) RewriteNote(ctx context.Context, id article.ID, was, text, session string) (string, error) {
	for try := 1; ; try++ {
		from, err := d.shelf.Note(ctx, id)
		if err != nil {
			return text, fmt.Errorf("edit note: %w", err)
		}
		has := from.Text
		if from.Gone {
			has = ""
		}
		kept := both(has, was, text)
		to := from
		to.Text, to.Gone = kept, blank(kept)
		if to.Gone {
			to.Text = from.Text
		}
		if to.Same(from) {
			return kept, nil
		}
		err = d.apply(ctx, step{name: "Edit note", session: session, edits: annotations.Edits{
			Notes: []annotations.NoteEdit{{From: from, To: to}},
		}})
		if !isChanged(err) || try == triesMost {
			return kept, err
		}
	}
}

func isChanged(err error) bool { return errors.Is(err, annotations.ErrChanged) }

// tidyTags sorts tags and leaves out empty ones and those that are there twice. Letters with accents are kept in one encoding, NFC.
func tidyTags(tags []string) []string {
	var out []string
	for _, t := range tags {
		if t = norm.NFC.String(tidy(t)); t != "" {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func counted(what string, ids []article.ID) string {
	if len(ids) > 1 {
		return fmt.Sprintf("%s of %d marks", what, len(ids))
	}
	return what
}

func lower(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

func title(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}
