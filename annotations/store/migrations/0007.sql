-- The identity of the library: that of what the reader keeps under one name, whatever is in it. A backup has the identity of its library.
-- clean is 1 while nothing that was deleted can be in parts of the file that are not used: see Store.EmptyTrash.
CREATE TABLE library (id TEXT NOT NULL, clean INTEGER NOT NULL);
INSERT INTO library VALUES (lower(hex(randomblob(16))), 0);

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
