package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"parley/annotations"
	"parley/annotations/anchor"
	"parley/annotations/article"
)

// The parts of a W3C Web Annotation (Recommendation of 23 February 2017) that are written. Field order is
// the order in the file.
type (
	annoStyle struct {
		Type  string `json:"type"`
		Value string `json:"value"`
	}
	annotation struct {
		ID         string     `json:"id"`
		Type       string     `json:"type"`
		Motivation string     `json:"motivation"`
		Created    string     `json:"created,omitempty"`
		Modified   string     `json:"modified,omitempty"`
		Body       []annoBody `json:"body,omitempty"`
		Target     any        `json:"target"` // an annoTarget or several
	}
	annoBody struct {
		Type      string `json:"type"`
		Purpose   string `json:"purpose"`
		What      string `json:"dc:type,omitempty"`       // of a statement's bodies: "actor", "dispute"
		Entity    string `json:"dc:identifier,omitempty"` // of the library
		Format    string `json:"format,omitempty"`
		Value     string `json:"value"`
		Color     string `json:"color,omitempty"`
		Highlight string `json:"highlight,omitempty"`
	}
	annoTarget struct {
		Source     annoSource `json:"source"`
		State      *annoState `json:"state,omitempty"`
		Standing   string     `json:"parley:state,omitempty"` // how its words stand in the source: "exact", "review"
		StyleClass string     `json:"styleClass,omitempty"`
		Selector   []any      `json:"selector,omitempty"`
	}
	annoSource struct {
		ID        string `json:"id"`
		Type      string `json:"type"`
		Title     string `json:"dc:title,omitempty"`
		Creator   string `json:"dc:creator,omitempty"`
		Publisher string `json:"dc:publisher,omitempty"`
		Date      string `json:"dc:date,omitempty"`       // ISO 8601, as exact as it is known
		Address   string `json:"dc:identifier,omitempty"` // of an article, if it is not the id
		Format    string `json:"format,omitempty"`
		Language  string `json:"language,omitempty"`
	}
	annoState struct {
		Type       string `json:"type"`
		SourceDate string `json:"sourceDate"`
	}
	positionSelector struct {
		Type  string `json:"type"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
	quoteSelector struct {
		Type   string `json:"type"`
		Exact  string `json:"exact"`
		Prefix string `json:"prefix,omitempty"`
		Suffix string `json:"suffix,omitempty"`
	}
)

// annoContext says what the names mean: those of the Recommendation, which knows dc too, and those with the prefix parley, which are of this
// program alone. parley:state is how the words of a target stand in the version that its position counts in: "exact", "moved" (the same
// words at another place), "edited" or "review" (the words have changed; the quotation is what was marked), "unattached" (no place).
const annoContext = `["http://www.w3.org/ns/anno.jsonld", {"parley": "urn:parley:"}]`

// styles gives the colours and styles of marks as CSS, for programs that show them.
const styles = ".yellow{background:#ffe066}.orange{background:#ffc078}.pink{background:#ffa8cc}.green{background:#a3e0ae}.blue{background:#9bcff5}.purple{background:#cdb5f2}" +
	".underline{background:none;text-decoration:underline}.strikethrough{background:none;text-decoration:line-through}.outline{background:none;outline:1px solid}"

// epubStyles are the names of the EPUB Annotations draft for the styles of a highlight.
var epubStyles = [...]string{"solid", "underline", "strikethrough", "outline"}

// epubStyle returns the name of a style; a style that this program does not know is shown solid.
func epubStyle(s annotations.Style) string {
	if int(s) < len(epubStyles) {
		return epubStyles[s]
	}
	return epubStyles[0]
}

// writeJSONLD writes an AnnotationCollection whose one page holds all notes, marks and statements, a line for each. Positions are code
// points, the end exclusive. Entries are written as they come: what depends on all of them, such as how many they are, stands at the end.
func writeJSONLD(w io.Writer, entries Entries) error {
	out := bufio.NewWriterSize(w, 1<<16)
	l := ldWriter{w: out}
	l.enc = json.NewEncoder(&l.one)
	l.enc.SetEscapeHTML(false)
	fmt.Fprintf(out, "{\n  \"@context\": %s,\n  \"type\": \"AnnotationCollection\",\n  \"label\": \"Highlights and notes kept with Parley\",\n  \"stylesheet\": ", annoContext)
	if err := l.value(annoStyle{"CssStylesheet", styles}); err != nil {
		return err
	}
	ids := append([]byte{}, "parley:collection:"...)
	for e, err := range entries {
		if err != nil {
			return err
		}
		ids = append(ids, e.Article.ID.String()...)
		if err := l.entry(e); err != nil {
			return err
		}
	}
	id := collectionIRI(ids)
	if l.n > 0 {
		page := collectionIRI(append([]byte("parley:page:"), ids[len("parley:collection:"):]...))
		fmt.Fprintf(out, "\n    ],\n    \"id\": %q,\n    \"partOf\": %q\n  },\n  \"last\": %q", page, id, page)
	}
	fmt.Fprintf(out, ",\n  \"id\": %q,\n  \"total\": %d\n}\n", id, l.n)
	return out.Flush()
}

// collectionIRI returns the IRI of a collection, or of a page of one, of the articles whose ids are in name.
func collectionIRI(name []byte) string {
	return "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, name).String()
}

// An ldWriter writes annotations one after another.
type ldWriter struct {
	w   *bufio.Writer
	one bytes.Buffer // the value that is being written
	enc *json.Encoder
	n   int // annotations so far
}

// value writes a value on the line that was begun.
func (l *ldWriter) value(v any) error {
	l.one.Reset()
	if err := l.enc.Encode(v); err != nil {
		return err
	}
	_, err := l.w.Write(bytes.TrimSuffix(l.one.Bytes(), []byte("\n")))
	return err
}

// entry writes the annotations of an entry.
func (l *ldWriter) entry(e Entry) error {
	for _, n := range e.Notes {
		if err := l.annotation(noteAnnotation(e, n)); err != nil {
			return err
		}
	}
	for _, m := range e.Marks {
		if err := l.annotation(markAnnotation(e, m)); err != nil {
			return err
		}
	}
	for i := range e.Statements {
		if err := l.annotation(statementAnnotation(e, &e.Statements[i])); err != nil {
			return err
		}
	}
	return nil
}

func (l *ldWriter) annotation(a annotation) error {
	begin := ",\n      "
	if l.n == 0 { // a page has one or more items: without any there is none
		begin = ",\n  \"first\": {\n    \"type\": \"AnnotationPage\",\n    \"startIndex\": 0,\n    \"items\": [\n      "
	}
	l.n++
	l.w.WriteString(begin)
	return l.value(&a)
}

func target(e Entry) annoTarget {
	a := e.Article
	source := annoSource{
		ID: webIRI(a.URL), Type: "Text", Title: a.Title, Creator: a.Byline, Publisher: a.Outlet, Date: a.Published, Format: "text/plain", Language: a.Language,
	}
	if source.ID == "" {
		source.ID, source.Address = "urn:uuid:"+a.ID.String(), article.PublicAddress(a.URL)
	}
	return annoTarget{Source: source, State: &annoState{"TimeState", stamp(e.Version.Imported)}}
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

func markAnnotation(e Entry, m Mark) annotation {
	t := target(e)
	t.StyleClass = m.Colour.String()
	if m.Style != annotations.Solid {
		t.StyleClass += " " + m.Style.String()
	}
	t.Selector, t.Standing = selectors(m.Anchor, m.Placement), m.Placement.State.String()
	x := annotation{
		ID: "urn:uuid:" + m.ID.String(), Type: "Annotation", Motivation: "highlighting",
		Created: stamp(m.Created), Modified: stamp(m.Modified), Target: t,
	}
	if m.Note != "" {
		x.Motivation = "commenting"
		x.Body = append(x.Body, annoBody{Type: "TextualBody", Purpose: "commenting", Format: "text/markdown", Value: m.Note})
	}
	for _, tag := range m.Tags {
		x.Body = append(x.Body, annoBody{Type: "TextualBody", Purpose: "tagging", Value: tag})
	}
	// The names of the EPUB Annotations draft, for programs that know them.
	x.Body = append(x.Body, annoBody{Type: "TextualBody", Purpose: "highlighting", Value: "", Color: m.Colour.String(), Highlight: epubStyle(m.Style)})
	return x
}

// selectors returns the ways to find a passage again, the most precise first.
func selectors(a anchor.Anchor, p anchor.Placement) []any {
	var out []any
	if r := p.Range; !r.Empty() {
		out = append(out, positionSelector{"TextPositionSelector", r.Start, r.End})
	}
	return append(out, quoteSelector{"TextQuoteSelector", a.Exact, a.Prefix, a.Suffix})
}

func noteAnnotation(e Entry, n annotations.Note) annotation {
	return annotation{
		ID: "urn:uuid:" + n.ID.String(), Type: "Annotation", Motivation: "describing",
		Created: stamp(n.Created), Modified: stamp(n.Modified), Target: target(e),
		Body: []annoBody{{Type: "TextualBody", Purpose: "describing", Format: "text/markdown", Value: n.Text}},
	}
}
