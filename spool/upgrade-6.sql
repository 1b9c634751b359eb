-- Brings a store of version 5 to 6.
--
-- Each fingerprint has one row with its newest holders. The desk makes them at its next start
-- (spool/seen).
CREATE TABLE IF NOT EXISTS fingerprint (print INTEGER PRIMARY KEY, holders TEXT NOT NULL);
-- The index of search finds issues and letters as well, and keeps no second copy of the words. The
-- desk fills it at its next start (spool/search, pipeline/desk/indexing).
DROP TABLE IF EXISTS search;
DELETE FROM meta WHERE name = 'search';
CREATE INDEX IF NOT EXISTS letter_repeats ON letter (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE IF NOT EXISTS said (
	letter BIGINT PRIMARY KEY REFERENCES letter (id),
	unit TEXT,                  -- of its sender, then
	title TEXT NOT NULL,
	text TEXT NOT NULL
);
CREATE VIEW IF NOT EXISTS findable AS SELECT letter.*,
	CASE WHEN EXISTS (SELECT 1 FROM source JOIN history ON history.item = source.item
		WHERE source.letter = letter.id AND history.from_state = 'held'
			AND history.to_state = 'waiting') THEN 1 ELSE 0 END AS released
FROM letter
WHERE letter.state = 'judged'
	AND letter.kind NOT IN ('query', 'bounce', 'automatic', 'loop', 'operator', 'dead')
	AND NOT EXISTS (SELECT 1 FROM source JOIN item ON item.id = source.item
		WHERE (source.letter = letter.id OR source.letter = letter.same_as)
			AND (item.state IN ('held', 'withdrawn')
				OR (item.facts NOT LIKE '%"marks":[]%'
					AND NOT EXISTS (SELECT 1 FROM history
						WHERE history.item = item.id
							AND history.from_state = 'held'
							AND history.to_state = 'waiting'))));
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (terms, content = '');
