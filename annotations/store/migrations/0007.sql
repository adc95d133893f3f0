-- The identity of the library. A backup has the identity of the library that it is a copy of.
CREATE TABLE library (id TEXT NOT NULL);
INSERT INTO library VALUES (lower(hex(randomblob(16))));

-- Whether the key of a decision was made with the signs that change the meaning, such as "-" and "%": debate.Decision.Signless is its
-- opposite.
ALTER TABLE decision ADD COLUMN signs INTEGER NOT NULL DEFAULT 0;

-- What the reader has begun to write and not saved: it is offered again when the version that it was begun on is shown.
CREATE TABLE draft (
	id       TEXT PRIMARY KEY,
	kind     TEXT NOT NULL, -- annotations.DraftKind
	article  TEXT NOT NULL REFERENCES article (id),
	version  TEXT NOT NULL REFERENCES version (id),
	json     TEXT NOT NULL, -- what was typed and chosen
	modified INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX draft_article ON draft (article);
