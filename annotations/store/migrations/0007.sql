-- The identity of the library. A backup has the identity of the library that it is a copy of.
CREATE TABLE library (id TEXT NOT NULL);
INSERT INTO library VALUES (lower(hex(randomblob(16))));

-- What the reader has begun to write and not saved (annotations.Unsaved): it is offered again when its article is shown.
CREATE TABLE draft (
	id       TEXT PRIMARY KEY,
	kind     TEXT NOT NULL, -- annotations.UnsavedKind
	article  TEXT NOT NULL REFERENCES article (id),
	version  TEXT NOT NULL REFERENCES version (id),
	json     TEXT NOT NULL, -- what was typed and chosen
	modified INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX draft_article ON draft (article);
