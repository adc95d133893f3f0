// Package text reads an English text into lines, quotes, tokens and sentences, with what word lists
// and a tagger say of each word. It knows nothing of who is named or who speaks.
package text

import (
	"context"

	"parley/annotations/article"
	"parley/annotations/debate/english/tags"
	"parley/annotations/debate/language"
)

// A Document is a text that has been read. Its slices are in text order and refer to each other by
// index. Nothing in a Document may be changed; several goroutines may use one at the same time.
//
// Methods that tell something of one token accept any index: a token outside the text has no properties and
// belongs to nothing. Those that take a passage of tokens want it inside the text.
type Document struct {
	Version    *article.Version
	Text       string // of Version
	Language   string // as language.Detect returns it
	Lines      []Line
	Quotes     []Quote // an outer quote before those inside it
	Tokens     []Token
	Sentences  []Sentence
	Vocabulary []Word // every spelling that occurs, once
}

// maxBytes is how many bytes of a text are read; the rest is left alone. It bounds the memory that
// an article of unreasonable size takes.
const maxBytes = 3 << 20

// Read reads the text of v. Of a text longer than three megabytes it reads only the beginning.
// The error is that of ctx, if ctx ends before.
func Read(ctx context.Context, v *article.Version) (*Document, error) {
	b := &builder{Document: &Document{Version: v, Text: v.Text()}, ctx: ctx, vocab: newVocabulary()}
	b.Language = language.Detect(b.Text)
	for _, step := range []func(){b.layout, b.findQuotes, b.tokenise, b.findSentences, b.tag} {
		step()
		if b.stopped(0) {
			return nil, b.err
		}
	}
	return b.Document, nil
}

// A builder is a Document under construction.
type builder struct {
	*Document
	ctx   context.Context
	err   error // of ctx
	vocab *vocabulary
}

// stopped reports whether reading is to end. It asks the context at every 256th turn.
func (b *builder) stopped(turn int) bool {
	if turn&255 == 0 && b.err == nil {
		b.err = b.ctx.Err()
	}
	return b.err != nil
}

// tag gives every token its part of speech, sentence by sentence.
func (b *builder) tag() {
	var t tags.Tagger
	var texts []string
	var out []tags.Tag
	for i := range b.Sentences {
		if b.stopped(i) {
			return
		}
		for from := b.Sentences[i].First; from < b.Sentences[i].Last; from += 400 {
			till := min(from+400, b.Sentences[i].Last)
			texts = texts[:0]
			words := false
			for k := from; k < till; k++ {
				w := b.Word(k)
				words = words || w.Flags&IsWord != 0
				texts = append(texts, w.Text)
			}
			if !words {
				continue
			}
			out = t.Tag(texts, out)
			for k := from; k < till; k++ {
				b.Tokens[k].Penn = t.Penn(k - from)
				if !b.Has(k, IsMark|IsPoss) {
					b.Tokens[k].Tag = out[k-from]
				}
			}
		}
	}
}
