-- Times are milliseconds since 1970 in UTC. Ids are UUIDs in text. Offsets are code points.
-- A row with a time in "deleted" is a tombstone: it stays until the reader empties the trash.

CREATE TABLE article (
	id        TEXT PRIMARY KEY,
	handle    TEXT NOT NULL UNIQUE,
	title     TEXT NOT NULL,
	byline    TEXT NOT NULL,
	outlet    TEXT NOT NULL,
	published TEXT NOT NULL,
	language  TEXT NOT NULL,
	url       TEXT NOT NULL,
	path      TEXT NOT NULL,
	created   INTEGER NOT NULL,
	modified  INTEGER NOT NULL,
	deleted   INTEGER
) WITHOUT ROWID;
CREATE INDEX article_url ON article (url) WHERE url <> '';
CREATE INDEX article_path ON article (path) WHERE path <> '';
CREATE INDEX article_created ON article (created);

CREATE TABLE version (
	id               TEXT PRIMARY KEY,
	article          TEXT NOT NULL REFERENCES article (id),
	number           INTEGER NOT NULL,
	title            TEXT NOT NULL,
	fingerprint      TEXT NOT NULL,
	length           INTEGER NOT NULL,
	words            INTEGER NOT NULL,
	path             TEXT NOT NULL,
	url              TEXT NOT NULL,
	media_type       TEXT NOT NULL,
	charset          TEXT NOT NULL,
	importer         TEXT NOT NULL,
	importer_version INTEGER NOT NULL,
	hash             TEXT NOT NULL,
	size             INTEGER NOT NULL,
	imported         INTEGER NOT NULL,
	UNIQUE (article, number)
) WITHOUT ROWID;
CREATE INDEX version_hash ON version (hash);
CREATE INDEX version_fingerprint ON version (fingerprint);

CREATE TABLE version_text (
	version TEXT PRIMARY KEY REFERENCES version (id),
	text    TEXT NOT NULL,
	blocks  BLOB NOT NULL -- article.EncodeBlocks
);

CREATE TABLE version_source (
	version TEXT PRIMARY KEY REFERENCES version (id),
	codec   TEXT NOT NULL, -- "deflate" or "plain"
	bytes   BLOB NOT NULL
);

CREATE TABLE reading (
	article  TEXT PRIMARY KEY REFERENCES article (id),
	version  TEXT NOT NULL REFERENCES version (id),
	pos      INTEGER NOT NULL, -- code point at the top of the view
	frac     REAL NOT NULL,    -- share of its line that is scrolled off
	progress REAL NOT NULL,    -- 0 to 1
	opened   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE highlight (
	id       TEXT PRIMARY KEY,
	handle   TEXT NOT NULL UNIQUE,
	article  TEXT NOT NULL REFERENCES article (id),
	version  TEXT NOT NULL REFERENCES version (id),
	start    INTEGER NOT NULL,
	end      INTEGER NOT NULL,
	exact    TEXT NOT NULL,
	prefix   TEXT NOT NULL,
	suffix   TEXT NOT NULL,
	block    INTEGER NOT NULL,
	style    INTEGER NOT NULL,
	colour   INTEGER NOT NULL,
	tags     TEXT NOT NULL, -- JSON array
	note     TEXT NOT NULL,
	created  INTEGER NOT NULL,
	modified INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	deleted  INTEGER,
	CHECK (start >= 0 AND end > start)
);
CREATE INDEX highlight_article ON highlight (article) WHERE deleted IS NULL;

CREATE TABLE note (
	id       TEXT PRIMARY KEY,
	handle   TEXT NOT NULL UNIQUE,
	article  TEXT NOT NULL REFERENCES article (id),
	kind     INTEGER NOT NULL, -- annotations.Subject
	subject  TEXT NOT NULL,
	text     TEXT NOT NULL,
	created  INTEGER NOT NULL,
	modified INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	deleted  INTEGER
);
CREATE INDEX note_article ON note (article) WHERE deleted IS NULL;

CREATE TABLE actor (
	id       TEXT PRIMARY KEY,
	handle   TEXT NOT NULL UNIQUE,
	name     TEXT NOT NULL,
	kind     INTEGER NOT NULL,
	role     TEXT NOT NULL,
	side     TEXT NOT NULL,
	created  INTEGER NOT NULL,
	modified INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	deleted  INTEGER
);

CREATE TABLE alias (
	actor TEXT NOT NULL REFERENCES actor (id),
	ord   INTEGER NOT NULL,
	name  TEXT NOT NULL,
	form  INTEGER NOT NULL,
	PRIMARY KEY (actor, ord)
) WITHOUT ROWID;
CREATE INDEX alias_name ON alias (name);

CREATE TABLE dispute (
	id       TEXT PRIMARY KEY,
	handle   TEXT NOT NULL UNIQUE,
	title    TEXT NOT NULL,
	created  INTEGER NOT NULL,
	modified INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	deleted  INTEGER
);

CREATE TABLE position (
	id       TEXT PRIMARY KEY,
	handle   TEXT NOT NULL UNIQUE,
	dispute  TEXT NOT NULL REFERENCES dispute (id),
	ord      INTEGER NOT NULL, -- from one extreme to the other
	answer   TEXT NOT NULL,
	created  INTEGER NOT NULL,
	modified INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	deleted  INTEGER
);
CREATE INDEX position_dispute ON position (dispute);

CREATE TABLE statement (
	id          TEXT PRIMARY KEY,
	handle      TEXT NOT NULL UNIQUE,
	article     TEXT NOT NULL REFERENCES article (id),
	version     TEXT NOT NULL REFERENCES version (id),
	actor       TEXT NOT NULL REFERENCES actor (id),
	dispute     TEXT REFERENCES dispute (id),
	position    TEXT REFERENCES position (id),
	stance      INTEGER NOT NULL,
	attribution INTEGER NOT NULL,
	addressee   TEXT NOT NULL,
	condition   TEXT NOT NULL,
	said_on     TEXT NOT NULL,
	reported_by TEXT REFERENCES actor (id),
	note        TEXT NOT NULL,
	created     INTEGER NOT NULL,
	modified    INTEGER NOT NULL,
	revision    INTEGER NOT NULL,
	deleted     INTEGER
);
CREATE INDEX statement_article ON statement (article) WHERE deleted IS NULL;
CREATE INDEX statement_actor ON statement (actor) WHERE deleted IS NULL;
CREATE INDEX statement_dispute ON statement (dispute) WHERE deleted IS NULL;

CREATE TABLE statement_passage (
	statement TEXT NOT NULL REFERENCES statement (id),
	ord       INTEGER NOT NULL,
	start     INTEGER NOT NULL,
	end       INTEGER NOT NULL,
	exact     TEXT NOT NULL,
	prefix    TEXT NOT NULL,
	suffix    TEXT NOT NULL,
	block     INTEGER NOT NULL,
	PRIMARY KEY (statement, ord),
	CHECK (start >= 0 AND end > start)
) WITHOUT ROWID;

CREATE TABLE decision (
	key      TEXT PRIMARY KEY, -- debate.ActorKey, debate.DisputeKey
	verdict  INTEGER NOT NULL,
	target   TEXT,
	created  INTEGER NOT NULL,
	modified INTEGER NOT NULL
) WITHOUT ROWID;

-- Derived: what the engine found in a version. It may be dropped at any time.
CREATE TABLE analysis (
	version TEXT PRIMARY KEY REFERENCES version (id),
	engine  TEXT NOT NULL,
	json    BLOB NOT NULL
);

CREATE TABLE setting (
	key      TEXT PRIMARY KEY,
	value    TEXT NOT NULL,
	modified INTEGER NOT NULL
) WITHOUT ROWID;

-- What an export wrote last, so that a file changed by a person since is not written over.
CREATE TABLE export (
	path     TEXT PRIMARY KEY,
	hash     TEXT NOT NULL,
	modified INTEGER NOT NULL
) WITHOUT ROWID;

-- A row for every change, read by other programs that have the library open.
CREATE TABLE change (
	seq     INTEGER PRIMARY KEY AUTOINCREMENT,
	entity  TEXT NOT NULL,
	id      TEXT NOT NULL,
	article TEXT NOT NULL -- empty if it belongs to none
);
