package export

import (
	"strconv"
	"time"

	"parley/annotations/article"
	"parley/annotations/debate"
)

// statementColumns are the columns of the table of statements. Offsets are code points, the end exclusive; they are those of
// the first passage in the newest version, or empty where no passage has a place in it. A paragraph is the number of a block, from 1. The state
// says how the words of the quotation stand in that version, as in the table of marks; of several passages it is the worst. The text around
// them is that of the newest version where they stand in it, and otherwise that of the version they were filed on.
var statementColumns = []string{
	"statement_id", "article_id", "article_title", "outlet", "author", "published", "url", "accessed", "paragraph", "start", "end", "quote",
	"context_before", "context_after", "actor_id", "actor", "actor_kind", "organisation", "side", "role", "dispute_id", "dispute", "position_id",
	"position", "stance", "stance_value", "condition", "attribution", "reported_by", "addressee", "said_on", "note", "coder", "created", "modified",
	"text_sha256", "state",
}

// stanceValues are the stances as numbers: what declines or wavers is neither for nor against.
var stanceValues = [...]string{"", "1", "-1", "0.5", "0", "0"}

// writeStatements writes a row for every statement, as writeCSV does for marks.
func writeStatements(t *table, entries Entries) error {
	if err := t.head(statementColumns); err != nil {
		return err
	}
	for e, err := range entries {
		if err != nil {
			return err
		}
		if len(e.Statements) == 0 {
			continue
		}
		text := e.Version.Fingerprint()
		for i := range e.Statements {
			if err := t.row(statementRow(e, &e.Statements[i], text)); err != nil {
				return err
			}
		}
	}
	return t.w.Flush()
}

// statementRow returns the row of a statement on a text with that fingerprint.
func statementRow(e Entry, s *Statement, text string) []string {
	a, who := e.Article, s.Speaker
	var paragraph, start, end, before, after, kind, organisation string
	if all := s.Passages(); len(all) > 0 {
		first, last := all[0], all[len(all)-1]
		if r := first.Placement.Range; !r.Empty() {
			paragraph = strconv.Itoa(max(e.Version.BlockAt(r.Start), 0) + 1)
			start, end = strconv.Itoa(r.Start), strconv.Itoa(r.End)
		}
		before, after = contextBefore(e.Version, first), contextAfter(e.Version, last)
	}
	if who.ID != (debate.ID{}) {
		kind = who.Kind.String()
	}
	if who.Kind == debate.Organisation || who.Kind == debate.State {
		organisation = who.Name
	}
	return []string{
		article.Handle(article.HandleStatement, s.ID), article.Handle(article.HandleArticle, a.ID), a.Title, a.Outlet, a.Byline, a.Published, article.PublicAddress(a.URL),
		e.Version.Imported.UTC().Format(time.DateOnly), paragraph, start, end, s.Quote(),
		before, after, handleOf(article.HandleActor, s.Actor), who.Name, kind, organisation, who.Side, who.Role,
		handleOf(article.HandleDispute, s.Dispute), s.Question.Title, handleOf(article.HandlePosition, s.Position), s.Answer.Answer,
		s.Stance.String(), stanceValues[orUnknown(s.Stance, debate.Declines)], s.Condition, s.Attribution.String(), named(s.ReportedBy, s.Teller), s.Addressee, s.SaidOn, s.Note, "",
		s.Created.UTC().Format(time.RFC3339), s.Modified.UTC().Format(time.RFC3339), text, s.state().String(),
	}
}

// handleOf returns the handle of an entity, or nothing for none.
func handleOf(kind byte, id debate.ID) string {
	if id == (debate.ID{}) {
		return ""
	}
	return article.Handle(kind, id)
}

func losesStatements(e Entry) []Loss {
	several := 0
	for i := range e.Statements {
		if len(e.Statements[i].Anchors) > 1 {
			several++
		}
	}
	out := loss(len(e.Marks), "highlight has no row in a table of statements", "highlights have no rows in a table of statements")
	out = append(out, loss(len(e.Notes), "note on an article has no row in a table of statements", "notes on articles have no rows in a table of statements")...)
	return append(out, loss(several, "statement has the place of its first passage only", "statements have the places of their first passages only")...)
}
