// Package debate knows who takes part in what is disputed: actors, disputes, positions and statements,
// as they are filed, as an engine suggests them for an article, and both put together. The engines are in packages
// below it.
package debate

import (
	"encoding/json"
	"fmt"

	"parley/annotations/article"
)

// A Kind says what an actor is.
type Kind uint8

// The kinds of actor. What is not known is a Group.
const (
	Group Kind = iota
	Person
	Organisation
	State
)

// A Stance says how an actor stands to a position. The zero Stance is unknown.
type Stance uint8

// The stances.
const (
	StanceUnknown Stance = iota
	Supports
	Opposes
	Conditional
	Ambivalent
	Declines
)

// An Attribution says how a statement reaches the reader. The zero Attribution is unknown.
type Attribution uint8

// The attributions.
const (
	AttributionUnknown Attribution = iota
	Direct                         // a whole quotation
	Partial                        // quoted words inside the author's sentence
	Paraphrase                     // the author's words for what the actor said
	Anonymous                      // a source without a name
	Reported                       // told by another actor
	Inferred                       // concluded by the author
)

// A Form says how a mention names its actor.
type Form uint8

// The forms of a mention.
const (
	ByName        Form = iota // the name itself
	ByAlias                   // a surname, an acronym, a capital, another spelling
	ByPronoun                 // "he"
	ByDescription             // "the envoy"
	ByDemonym                 // "Russian"
)

// An Analysis is what was found in one version of an article. It is derived: the
// same text and engine give the same analysis, byte for byte. Its ids
// ("a1", "d1", "p1", "s1") belong to the analysis alone.
type Analysis struct {
	Schema     string           `json:"schema"` // [Schema]
	Length     int              `json:"length"` // of the text, in code points
	Language   string           `json:"language"`
	Actors     []FoundActor     `json:"actors"`
	Disputes   []FoundDispute   `json:"disputes"`
	Statements []FoundStatement `json:"statements"`
}

// Schema names the form of an analysis as JSON.
const Schema = "parley-analysis/1"

// A FoundActor is an actor as one article shows it.
type FoundActor struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Kind       Kind      `json:"kind"`
	Role       string    `json:"role"`
	Aliases    []string  `json:"aliases"`
	Confidence float64   `json:"confidence"`
	Mentions   []Mention `json:"mentions"` // in text order
}

// A Mention is a passage that names an actor: the bare name, without title or possessive.
type Mention struct {
	article.Range
	Form Form `json:"form"`
}

// A FoundDispute is an open question as one article shows it.
type FoundDispute struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"` // a question where possible
	Confidence float64         `json:"confidence"`
	Reason     string          `json:"reason"` // why it was suggested, in words
	Passages   []article.Range `json:"passages"`
	Positions  []FoundPosition `json:"positions"`
}

// A FoundPosition is a possible answer to a dispute.
type FoundPosition struct {
	ID     string `json:"id"`
	Answer string `json:"answer"`
}

// A FoundStatement is somebody saying something. Actor, Dispute and Position are ids of this
// analysis, empty (null in JSON) while unknown.
type FoundStatement struct {
	ID          string
	Actor       string
	Source      article.Range // the words that name who says it; empty (null in JSON) if there are none
	Cue         article.Range // the words that say that it is said; empty (null in JSON) if there are none
	Passages    []article.Range
	Attribution Attribution
	Dispute     string
	Position    string
	Stance      Stance
	Confidence  float64
	Reason      string
}

type statementJSON struct {
	ID          string          `json:"id"`
	Actor       *string         `json:"actor"`
	Source      *article.Range  `json:"source"`
	Cue         *article.Range  `json:"cue"`
	Passages    []article.Range `json:"passages"`
	Attribution *Attribution    `json:"attribution"`
	Dispute     *string         `json:"dispute"`
	Position    *string         `json:"position"`
	Stance      *Stance         `json:"stance"`
	Confidence  float64         `json:"confidence"`
	Reason      string          `json:"reason"`
}

// MarshalJSON writes what is unknown as null.
func (s FoundStatement) MarshalJSON() ([]byte, error) {
	return json.Marshal(statementJSON{
		s.ID, known(s.Actor), known(s.Source), known(s.Cue), s.Passages, known(s.Attribution),
		known(s.Dispute), known(s.Position), known(s.Stance), s.Confidence, s.Reason,
	})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *FoundStatement) UnmarshalJSON(b []byte) error {
	var j statementJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*s = FoundStatement{
		j.ID, value(j.Actor), value(j.Source), value(j.Cue), j.Passages, value(j.Attribution),
		value(j.Dispute), value(j.Position), value(j.Stance), j.Confidence, j.Reason,
	}
	return nil
}

func known[T comparable](x T) *T {
	var zero T
	if x == zero {
		return nil
	}
	return &x
}

func value[T any](p *T) (x T) {
	if p != nil {
		x = *p
	}
	return x
}

var (
	kindWords        = [...]string{"group", "person", "organisation", "state"}
	stanceWords      = [...]string{"", "supports", "opposes", "conditional", "ambivalent", "declines"}
	attributionWords = [...]string{"", "direct", "partial", "paraphrase", "anonymous", "reported", "inferred"}
	formWords        = [...]string{"name", "alias", "pronoun", "description", "demonym"}
)

// String returns the kind's word, such as "person".
func (k Kind) String() string { return wordOf(k, kindWords[:], "Kind") }

// String returns the stance's word, such as "supports"; empty if unknown.
func (s Stance) String() string { return wordOf(s, stanceWords[:], "Stance") }

// String returns the attribution's word, such as "direct"; empty if unknown.
func (a Attribution) String() string { return wordOf(a, attributionWords[:], "Attribution") }

// String returns the form's word, such as "alias".
func (f Form) String() string { return wordOf(f, formWords[:], "Form") }

// MarshalText writes the kind's word.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// MarshalText writes the stance's word.
func (s Stance) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalText writes the attribution's word.
func (a Attribution) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// MarshalText writes the form's word.
func (f Form) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads a kind's word.
func (k *Kind) UnmarshalText(b []byte) error { return parse(k, kindWords[:], b) }

// UnmarshalText reads a stance's word.
func (s *Stance) UnmarshalText(b []byte) error { return parse(s, stanceWords[:], b) }

// UnmarshalText reads an attribution's word.
func (a *Attribution) UnmarshalText(b []byte) error { return parse(a, attributionWords[:], b) }

// UnmarshalText reads a form's word.
func (f *Form) UnmarshalText(b []byte) error { return parse(f, formWords[:], b) }

// wordOf returns the word of a value; one that has none is written as its type and number.
func wordOf[T ~uint8](value T, words []string, name string) string {
	if int(value) < len(words) {
		return words[value]
	}
	return fmt.Sprintf("%s(%d)", name, uint8(value))
}

func parse[T ~uint8](to *T, words []string, b []byte) error {
	for i, w := range words {
		if w == string(b) {
			*to = T(i)
			return nil
		}
	}
	return fmt.Errorf("unknown word %q", b)
}
