-- The identity of the library: that of what the reader keeps under one name, whatever is in it. A backup has the identity of its library.
-- clean is 1 while nothing that was deleted can be in parts of the file that are not used: see Store.EmptyTrash.
CREATE TABLE library (id TEXT NOT NULL, clean INTEGER NOT NULL);
INSERT INTO library VALUES (lower(hex(randomblob(16))), 0);

-- Whether the key of a decision was made with the signs that change the meaning, such as "-" and "%": debate.Decision.Signless is its
-- opposite.
ALTER TABLE decision ADD COLUMN signs INTEGER NOT NULL DEFAULT 0;

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

-- A user and a password in an address are used to fetch a page and kept nowhere; earlier releases kept them with the address. The authority of an address
-- ends at the first of / ? # (RFC 3986 §3.2); what of it stands before its last @ is taken out.
UPDATE article SET url = p.url FROM (
	SELECT id, substr(url, 1, host - 1) || substr(url, host + length(rtrim(authority, replace(authority, '@', '')))) AS url FROM (
		SELECT id, url, host, substr(rest, 1, min(instr(rest || '/', '/'), instr(rest || '?', '?'), instr(rest || '#', '#')) - 1) AS authority FROM (
			SELECT id, url, instr(url, '://') + 3 AS host, substr(url, instr(url, '://') + 3) AS rest FROM article WHERE url LIKE '%://%@%'))) AS p
	WHERE p.id = article.id;
UPDATE version SET url = p.url FROM (
	SELECT id, substr(url, 1, host - 1) || substr(url, host + length(rtrim(authority, replace(authority, '@', '')))) AS url FROM (
		SELECT id, url, host, substr(rest, 1, min(instr(rest || '/', '/'), instr(rest || '?', '?'), instr(rest || '#', '#')) - 1) AS authority FROM (
			SELECT id, url, instr(url, '://') + 3 AS host, substr(url, instr(url, '://') + 3) AS rest FROM version WHERE url LIKE '%://%@%'))) AS p
	WHERE p.id = version.id;
UPDATE version SET said = json_set(said, '$.url', p.url) FROM (
	SELECT id, substr(url, 1, host - 1) || substr(url, host + length(rtrim(authority, replace(authority, '@', '')))) AS url FROM (
		SELECT id, url, host, substr(rest, 1, min(instr(rest || '/', '/'), instr(rest || '?', '?'), instr(rest || '#', '#')) - 1) AS authority FROM (
			SELECT id, url, instr(url, '://') + 3 AS host, substr(url, instr(url, '://') + 3) AS rest FROM (
				SELECT id, json_extract(said, '$.url') AS url FROM version WHERE json_valid(said)) WHERE url LIKE '%://%@%'))) AS p
	WHERE p.id = version.id;
