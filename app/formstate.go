package app

import (
	"encoding/json"

	"parley/annotations"
	"parley/annotations/article"
	"parley/annotations/debate"
	"parley/app/desk"
)

// A formState is what the statement form holds, as it is kept while it is typed. It names what was chosen from the lists in words and
// by ids of the library, and is read on any view of its article, also in a later run of the program.
type formState struct {
	Passages    []article.Range `json:"passages"`
	Words       string          `json:"words"`
	Filed       article.ID      `json:"filed,omitzero"`       // the statement that is changed
	Suggestion  string          `json:"suggestion,omitempty"` // the key of the one that is filed
	Actor       namedState      `json:"actor,omitzero"`
	Reporter    namedState      `json:"reporter,omitzero"`
	Position    string          `json:"position,omitempty"` // as the field shows it
	Taken       bool            `json:"taken,omitempty"`    // it was chosen: the dispute and the answer say what that is
	Dispute     namedState      `json:"dispute,omitzero"`
	Answer      namedState      `json:"answer,omitzero"`
	Stance      int             `json:"stance"` // index of the choice, -1 for none
	Attribution int             `json:"attribution"`
	Addressee   string          `json:"addressee,omitempty"`
	Condition   string          `json:"condition,omitempty"`
	SaidOn      string          `json:"said_on,omitempty"`
	Note        string          `json:"note,omitempty"`
	First       *formState      `json:"first,omitempty"` // what it held when it was opened to change a statement
}

// A namedState is an actor, a dispute or a position: by its id if it is of the library, otherwise by its name, which a suggestion may
// have. Text is what a field shows; Taken says that it was chosen from the list.
type namedState struct {
	Text  string      `json:"text,omitempty"`
	Taken bool        `json:"taken,omitempty"`
	ID    article.ID  `json:"id,omitzero"`
	Name  string      `json:"name,omitempty"`
	Kind  debate.Kind `json:"kind,omitempty"`
}

// rememberFirst remembers what the form holds as what the statement that is changed was, so that only what the reader changes is written.
func (f *statementForm) rememberFirst() {
	if f.filed == (article.ID{}) {
		return
	}
	s := f.holds()
	f.was, f.first = f.contents(), &s
}

// state returns what the form holds, and what it held first.
func (f *statementForm) state() []byte {
	s := f.holds()
	s.First = f.first
	b, _ := json.Marshal(s) // it holds nothing that cannot be encoded
	return b
}

// holds returns what the form holds.
func (f *statementForm) holds() formState {
	s := formState{
		Passages: f.passages, Words: f.words, Filed: f.filed, Stance: f.stance.chosen, Attribution: f.attribution.chosen,
		Actor: actorState(f.who, f.actor), Reporter: actorState(f.by, f.reported),
		Position: f.position.field.Text, Taken: f.position.words != "" && f.position.words == f.position.field.Text,
		Addressee: f.addressee.Text, Condition: f.condition.Text, SaidOn: f.saidOn.Text, Note: f.note.Text,
	}
	if f.seen != nil {
		s.Suggestion = debate.StatementKey(f.begun.version, &f.seen.FoundStatement)
	}
	if s.Taken {
		s.Dispute, s.Answer = namedState{ID: f.on.ID, Name: f.on.Title}, namedState{ID: f.at.ID, Name: f.at.Answer}
		if d := f.on.Seen; d != nil {
			s.Dispute.ID, s.Dispute.Name = d.Entity, d.Title
		}
		if p := f.at.Seen; p != nil {
			s.Answer.ID, s.Answer.Name = p.Entity, p.Answer
		}
	}
	return s
}

func actorState(r desk.ActorRef, c *chooser) namedState {
	s := namedState{Text: c.field.Text, Taken: c.words != "" && c.words == c.field.Text}
	if s.Taken {
		s.ID, s.Name, s.Kind = r.ID, r.Name, r.Kind
		if a := r.Seen; a != nil {
			s.ID, s.Name = a.Entity, a.Name
		}
	}
	return s
}

// resume opens the form with what was begun earlier, at passages of the open version.
func (f *statementForm) resume(u annotations.Unsaved, s formState, passages []article.Range) {
	f.begin(passages)
	if s.First != nil {
		f.restore(*s.First)
		f.rememberFirst()
	}
	f.restore(s)
	f.closeLists()
	f.draft = f.w.resumeDraft(u, f.begun, f.state)
	f.draw()
	f.focusMissing()
}

// restore puts into the form what it held.
func (f *statementForm) restore(s formState) {
	view := f.view()
	f.filed, f.on, f.at = s.Filed, desk.DisputeRef{}, desk.PositionRef{}
	for i := range view.Statements {
		x := &view.Statements[i]
		if s.Suggestion != "" && x.Filed == nil && debate.StatementKey(f.begun.version, &x.FoundStatement) == s.Suggestion {
			f.seen = x
		}
	}
	f.who, f.by = s.Actor.actor(view), s.Reporter.actor(view)
	f.actor.restore(s.Actor.Text, s.Actor.Taken)
	f.reported.restore(s.Reporter.Text, s.Reporter.Taken)
	if s.Taken {
		f.on, f.at = s.dispute(view)
	}
	f.position.restore(s.Position, s.Taken)
	f.stance.choose(min(s.Stance, len(stanceOptions)-1))
	f.attribution.choose(min(s.Attribution, len(attributionOptions)-1))
	f.addressee.SetText(s.Addressee)
	f.condition.SetText(s.Condition)
	f.saidOn.SetText(s.SaidOn)
	f.note.SetText(s.Note)
	f.more = s.Addressee+s.Condition+s.SaidOn+s.Note+s.Reporter.Text != ""
}

// restore puts words into the field, chosen from the list or only typed.
func (c *chooser) restore(words string, taken bool) {
	c.words = words // so that no list is opened
	c.field.SetText(words)
	c.field.CursorColumn = len([]rune(words))
	if !taken {
		c.words = ""
	}
}

// actor returns the actor that is meant, as a view shows it.
func (s namedState) actor(view *debate.View) desk.ActorRef {
	key := debate.ActorKey(s.Name)
	for i := range view.Actors {
		a := &view.Actors[i]
		if s.ID != (article.ID{}) && a.Entity == s.ID || s.ID == (article.ID{}) && s.Name != "" && debate.ActorKey(a.Name) == key {
			return desk.ActorRef{Seen: a}
		}
	}
	if s.ID != (article.ID{}) {
		return desk.ActorRef{ID: s.ID}
	}
	return desk.ActorRef{Name: s.Name, Kind: s.Kind}
}

// dispute returns the dispute and the position that are meant, as a view shows them.
func (s formState) dispute(view *debate.View) (desk.DisputeRef, desk.PositionRef) {
	on, at := desk.DisputeRef{ID: s.Dispute.ID}, desk.PositionRef{ID: s.Answer.ID}
	if on.ID == (article.ID{}) {
		on.Title = s.Dispute.Name
	}
	if at.ID == (article.ID{}) {
		at.Answer = s.Answer.Name
	}
	key := debate.DisputeKey(s.Dispute.Name)
	for i := range view.Disputes {
		d := &view.Disputes[i]
		if on.ID != (article.ID{}) && d.Entity != on.ID || on.ID == (article.ID{}) && (s.Dispute.Name == "" || debate.DisputeKey(d.Title) != key) {
			continue
		}
		on = desk.DisputeRef{Seen: d}
		for k := range d.Answers {
			p := &d.Answers[k]
			if at.ID != (article.ID{}) && p.Entity == at.ID || at.ID == (article.ID{}) && at.Answer != "" && debate.PositionKey(p.Answer) == debate.PositionKey(at.Answer) {
				at = desk.PositionRef{Seen: p}
				break
			}
		}
		break
	}
	return on, at
}
