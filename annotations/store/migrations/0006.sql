-- The index of texts holds their shingles, too (article.Winnow). What is asked of every hit lies close together. All of it is made anew.
DROP TABLE text_doc;
CREATE TABLE text_doc (
	docid   INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again
	version TEXT NOT NULL UNIQUE REFERENCES version (id),
	article TEXT NOT NULL REFERENCES article (id),
	terms   INTEGER NOT NULL -- how many the index has of it
);
CREATE INDEX text_doc_article ON text_doc (article);

-- The texts that are searched: of the newest version of each article that is not deleted.
CREATE TABLE text_live (
	docid     INTEGER PRIMARY KEY,
	terms     INTEGER NOT NULL,
	published TEXT NOT NULL,
	outlet    TEXT NOT NULL -- its terms, each between spaces
);
CREATE INDEX text_live_published ON text_live (published);

DROP TABLE entry_doc;
CREATE TABLE entry_doc (
	docid   INTEGER PRIMARY KEY AUTOINCREMENT,
	kind    INTEGER NOT NULL, -- annotations.HitKind
	terms   INTEGER NOT NULL,
	id      TEXT NOT NULL,
	article TEXT NOT NULL,    -- empty for actors and disputes
	UNIQUE (id)
);

-- What a source says of its article, as JSON (store.said), to be told from what the reader says; empty for versions of earlier releases.
ALTER TABLE version ADD COLUMN said TEXT NOT NULL DEFAULT '';
