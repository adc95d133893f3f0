package annotations

import "parley/annotations/article"

// A Want says what is asked for of articles that are read many at a time.
type Want struct {
	Marks, Notes, Statements bool
	Text                     bool // of every article; otherwise only of those with marks or statements
	Bare                     bool // no text, and no place of a passage in it
}

// A Whole is an article with what is kept on it, as far as it was asked for.
type Whole struct {
	Article  article.Article
	Version  *article.Version // the newest; without text and blocks if they are not wanted
	Versions int
	Marks    []Highlight // in text order of the versions they were made on
	Notes    []Note      // in the order they were made
}
