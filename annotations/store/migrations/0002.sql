-- What was found before is found again, so that it is counted.
DELETE FROM analysis;

-- Where decisions lead, and who and what the analysis of each version has shown, so that entries can
-- be counted over all articles. Derived: a row may be dropped at any time.

CREATE INDEX decision_target ON decision (target);
CREATE INDEX statement_reported ON statement (reported_by) WHERE reported_by IS NOT NULL AND deleted IS NULL;

CREATE TABLE sighting (
	version TEXT NOT NULL REFERENCES version (id),
	key     TEXT NOT NULL, -- debate.ActorKey, debate.DisputeKey
	article TEXT NOT NULL REFERENCES article (id),
	PRIMARY KEY (version, key)
) WITHOUT ROWID;
CREATE INDEX sighting_key ON sighting (key, article);
