package export

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/annotations/anchor"
	"parley/annotations/article"
	"parley/annotations/debate"
)

// statements writes the statements of e under the disputes and the positions that they are about: disputes in
// the order in which the text comes to them, positions in the order the reader gave them. What is about nothing named yet
// comes first.
func statements(b *bufio.Writer, e Entry) {
	if len(e.Statements) == 0 {
		return
	}
	b.WriteString("\n## Statements\n")
	var dispute, position debate.ID
	for _, s := range grouped(e.Statements) {
		if s.Question.ID != dispute {
			dispute, position = s.Question.ID, debate.ID{}
			fmt.Fprintf(b, "\n### %s\n", escapeWords(s.Question.Title))
		}
		if s.Answer.ID != position {
			position = s.Answer.ID
			fmt.Fprintf(b, "\n#### %s\n", escapeWords(s.Answer.Answer))
		}
		statement(b, e, &s)
	}
}

// grouped returns statements by dispute and position, in the order in which they are written.
func grouped(said []Statement) []Statement {
	dispute, position := map[debate.ID]int{{}: 0}, map[debate.ID]int{}
	for _, s := range said {
		if _, seen := dispute[s.Question.ID]; seen {
			continue
		}
		dispute[s.Question.ID] = len(dispute)
		for i, p := range s.Question.Positions {
			position[p.ID] = i + 1
		}
	}
	out := slices.Clone(said)
	slices.SortStableFunc(out, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(dispute[a.Question.ID], dispute[b.Question.ID]), cmp.Compare(position[a.Answer.ID], position[b.Answer.ID]))
	})
	return out
}

// statement writes one quotation with its block id, its note and the line of what else is known, as mark does.
func statement(b *bufio.Writer, e Entry, s *Statement) {
	b.WriteString("\n")
	for i, p := range s.Passages() {
		if i > 0 {
			b.WriteString(">\n> \\[…\\]\n>\n")
		}
		quotation(b, p.Exact)
	}
	fmt.Fprintf(b, "\n^%s\n\n", article.Handle(article.HandleStatement, s.ID))
	if s.Note != "" {
		fmt.Fprintf(b, "%s\n\n", labelled(s.Note))
	}
	fmt.Fprintf(b, "*%s*\n", strings.Join(statementParts(e, s), " · "))
}

// statementParts returns what the line under a statement says.
func statementParts(e Entry, s *Statement) []string {
	who := escapeWords(named(s.Actor, s.Speaker))
	if s.Speaker.Role != "" {
		who += ", " + escapeWords(s.Speaker.Role)
	}
	var how []string
	if s.Stance != debate.StanceUnknown {
		how = append(how, Sign(s.Stance)+" "+s.Stance.String())
	}
	if s.Attribution != debate.AttributionUnknown {
		how = append(how, s.Attribution.String())
	}
	if len(how) > 0 {
		who += ": " + strings.Join(how, ", ")
	}
	parts := []string{who}
	put := func(label, value string) {
		if value != "" {
			parts = append(parts, label+" "+escapeWords(value))
		}
	}
	put("condition:", s.Condition)
	put("to", s.Addressee)
	put("said on", s.SaidOn)
	put("reported by", named(s.ReportedBy, s.Teller))
	all := s.Passages()
	for i, p := range all {
		if i == 0 && !p.Placement.Range.Empty() {
			parts = append(parts, fmt.Sprintf("para. %d", paragraph(e.Version, p.Placement.Range.Start)))
		}
		if w := p.Placement.State.String(); p.Placement.State != anchor.Exact && !slices.Contains(parts, w) {
			parts = append(parts, w)
		}
	}
	parts = append(parts, s.Created.UTC().Format(time.DateOnly))
	if len(all) > 0 {
		if u := fragment(e.Article.URL, all[0].Exact); u != "" {
			parts = append(parts, "[source]("+u+")")
		}
	}
	return parts
}

// escapeWords is escapeLine for words that may stand on several lines.
func escapeWords(s string) string { return escapeLine(strings.Join(strings.Fields(s), " ")) }

// listed returns names as a list in YAML, each once, or nothing if there are none.
func listed(said []Statement, name func(*Statement) string) string {
	var out []string
	for i := range said {
		if n := name(&said[i]); n != "" && !slices.Contains(out, quoteYAML(n)) {
			out = append(out, quoteYAML(n))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "[" + strings.Join(out, ", ") + "]"
}
