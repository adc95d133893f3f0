-- What the server called a fetched state of a source (RFC 9110 §8.8), so that it need not be sent again.
ALTER TABLE version ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE version ADD COLUMN last_modified TEXT NOT NULL DEFAULT '';
CREATE INDEX version_url ON version (url) WHERE url <> '';
ALTER TABLE version_text ADD COLUMN pages BLOB; -- article.EncodePages

-- What the reader has settled about a passage in a version that it was not made on. The passage's own row is never written over.
CREATE TABLE settlement (
	subject  TEXT NOT NULL, -- a highlight or a statement
	part     INTEGER NOT NULL,
	version  TEXT NOT NULL REFERENCES version (id),
	article  TEXT NOT NULL REFERENCES article (id),
	verdict  INTEGER NOT NULL, -- annotations.Verdict
	start    INTEGER NOT NULL,
	end      INTEGER NOT NULL,
	modified INTEGER NOT NULL,
	PRIMARY KEY (subject, part, version),
	CHECK (start >= 0 AND end >= start)
) WITHOUT ROWID;
CREATE INDEX settlement_article ON settlement (article);

-- Derived: where passages were found in versions that they were not made on. A row may be dropped at any time.
CREATE TABLE placement (
	version TEXT NOT NULL REFERENCES version (id),
	subject TEXT NOT NULL,
	part    INTEGER NOT NULL,
	basis   TEXT NOT NULL,
	state   INTEGER NOT NULL, -- anchor.State
	start   INTEGER NOT NULL,
	end     INTEGER NOT NULL,
	score   REAL NOT NULL,
	why     TEXT NOT NULL,
	PRIMARY KEY (version, subject, part)
) WITHOUT ROWID;
