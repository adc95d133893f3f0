-- Analyses are kept in less room, so that all articles can have one. Those that are there are derived, and made again.
DROP TABLE sighting;
DROP TABLE analysis;

-- Derived: which engine has analysed a version, and what it found.
CREATE TABLE analysis (
	version TEXT PRIMARY KEY REFERENCES version (id),
	engine  TEXT NOT NULL,
	found   BLOB -- JSON compressed with DEFLATE (RFC 1951); NULL where only the sightings are kept
) WITHOUT ROWID;

-- Derived: the numbers of the articles in sightings, which take a tenth of the room of their ids.
CREATE TABLE looked (
	n       INTEGER PRIMARY KEY,
	article TEXT NOT NULL UNIQUE REFERENCES article (id)
);

-- Derived: the actors and disputes that analyses show.
CREATE TABLE sighted (
	n    INTEGER PRIMARY KEY,
	key  TEXT NOT NULL UNIQUE, -- debate.ActorKey, debate.DisputeKey
	name TEXT NOT NULL,        -- as an article writes it; empty if the key says as much
	kind INTEGER NOT NULL      -- debate.Kind
);

-- Derived: which of them the newest analysed version of an article shows.
CREATE TABLE sighting (
	sighted INTEGER NOT NULL, -- sighted.n
	article INTEGER NOT NULL, -- looked.n
	role    TEXT NOT NULL,
	PRIMARY KEY (sighted, article)
) WITHOUT ROWID;
CREATE INDEX sighting_article ON sighting (article);
