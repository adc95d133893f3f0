-- What the reader makes of articles: tags, the archive, collections.
ALTER TABLE article ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'; -- JSON array
ALTER TABLE article ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
CREATE INDEX article_deleted ON article (deleted) WHERE deleted IS NOT NULL;

CREATE TABLE collection (
	id       TEXT PRIMARY KEY,
	handle   TEXT NOT NULL UNIQUE,
	name     TEXT NOT NULL,
	created  INTEGER NOT NULL,
	modified INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	deleted  INTEGER
) WITHOUT ROWID;

CREATE TABLE member (
	article    TEXT NOT NULL REFERENCES article (id),
	collection TEXT NOT NULL REFERENCES collection (id),
	PRIMARY KEY (article, collection)
) WITHOUT ROWID;
CREATE INDEX member_collection ON member (collection);

-- How many texts were taken out of the library whose words the index of texts still has: it cannot forget.
CREATE TABLE forgotten (texts INTEGER NOT NULL);
INSERT INTO forgotten VALUES (0);
