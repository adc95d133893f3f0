-- What is searched: derived, and made anew by Store.Reindex. The terms are article.Terms; SQLite only keeps them.

-- The texts of versions, which never change: an index without the texts.
CREATE VIRTUAL TABLE text_index USING fts4(terms, content="");
CREATE TABLE text_doc (
	docid     INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again
	version   TEXT NOT NULL UNIQUE REFERENCES version (id),
	article   TEXT NOT NULL REFERENCES article (id),
	live      INTEGER NOT NULL, -- 1 for the newest version of an article that is not deleted
	published TEXT NOT NULL,
	outlet    TEXT NOT NULL     -- its terms, each between spaces
);
CREATE INDEX text_doc_article ON text_doc (article);
CREATE INDEX text_doc_published ON text_doc (published, docid) WHERE live = 1;

-- Titles, highlights, notes, statements, actors and disputes.
CREATE VIRTUAL TABLE entry_index USING fts4(terms);
CREATE TABLE entry_doc (
	docid   INTEGER PRIMARY KEY AUTOINCREMENT,
	kind    INTEGER NOT NULL, -- annotations.HitKind
	id      TEXT NOT NULL,
	article TEXT NOT NULL,    -- empty for actors and disputes
	UNIQUE (id)
);
