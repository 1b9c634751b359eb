-- Statements that find again: full text (search), reports like another (seen), documents from
-- above (shelf). As statements.sql.

-- name: search_insert
INSERT INTO search (rowid, terms) VALUES ($1, $2)
-- name: search_delete
INSERT INTO search (search, rowid, terms) VALUES ('delete', $1, $2)
-- name: search_clear
INSERT INTO search (search) VALUES ('delete-all')
-- name: search_text
SELECT revision.title, revision.text FROM item
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE item.id = $1 AND item.state NOT IN ('held', 'withdrawn')
	AND (NOT EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held')
		OR EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held' AND history.to_state = 'waiting'))
-- name: search_missing
SELECT id FROM item WHERE state <> 'held' ORDER BY id
-- name: search_sealed
SELECT id FROM issue WHERE state = 'sealed' ORDER BY id
-- name: search_articles
SELECT line.position, revision.title, revision.text, item.unit, item.author FROM line
JOIN item ON item.id = line.item
JOIN revision ON revision.item = line.item AND revision.revision = line.revision
WHERE line.issue = $1 ORDER BY line.position
-- $2 are addresses, each in < >: what came from any of them.
-- name: search_items
SELECT item.*, revision.title, revision.text FROM search($1) AS found
JOIN item ON item.id = found.rowid / 4 AND found.rowid % 4 = 0
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE ($2 = '' OR replace($2, '<' || item.sender || '>', '') <> $2)
	AND ($3 = '' OR item.unit = $3)
	AND ($4 = '' OR item.topic = $4 OR item.topic_group = $4)
	AND item.received_us >= $5 AND item.received_us < $6
	AND item.state NOT IN ('held', 'withdrawn')
ORDER BY found.rowid DESC LIMIT $7
-- name: search_issues
SELECT issue.id, issue.journal, issue.year, issue.number, issue.total, issue.sealed_us,
	found.rowid / 4 % 1000 AS position, line.item, line.revision, item.unit,
	revision.title, revision.text
FROM search($1) AS found
JOIN issue ON issue.id = found.rowid / 4000 AND found.rowid % 4 = 2 AND issue.state = 'sealed'
LEFT JOIN line ON line.issue = issue.id AND line.position = found.rowid / 4 % 1000
LEFT JOIN item ON item.id = line.item
LEFT JOIN revision ON revision.item = line.item AND revision.revision = line.revision
WHERE ($2 = '' OR replace($2, '<' || item.sender || '>', '') <> $2 OR EXISTS (SELECT 1 FROM mailing
		JOIN dispatch ON dispatch.mailing = mailing.id
		WHERE mailing.issue = issue.id AND mailing.purpose = 'issue'
			AND replace($2, '<' || mailing.recipient || '>', '') <> $2
			AND dispatch.sent_us IS NOT NULL))
	AND ($3 = '' OR item.unit = $3)
	AND ($4 = '' OR item.topic = $4 OR item.topic_group = $4)
	AND issue.sealed_us >= $5 AND issue.sealed_us < $6
ORDER BY issue.sealed_us DESC, issue.id DESC, position LIMIT $7
-- name: search_letters
SELECT findable.*, said.unit, said.title, said.text FROM search($1) AS found
JOIN findable ON findable.id = found.rowid / 4 AND found.rowid % 4 = 1
JOIN said ON said.letter = findable.id
WHERE ($2 = '' OR replace($2, '<' || findable.sender || '>', '') <> $2)
	AND ($3 = '' OR said.unit = $3 OR EXISTS (SELECT 1 FROM source
		JOIN item ON item.id = source.item
		WHERE source.letter = findable.id AND item.unit = $3))
	AND ($4 = '' OR EXISTS (SELECT 1 FROM source JOIN item ON item.id = source.item
		WHERE source.letter = findable.id AND (item.topic = $4 OR item.topic_group = $4)))
	AND findable.received_us >= $5 AND findable.received_us < $6
ORDER BY found.rowid DESC LIMIT $7
-- name: search_sources
SELECT source.item FROM source JOIN letter ON letter.id = $1
WHERE source.letter = letter.id OR source.letter = letter.same_as ORDER BY source.item
-- name: said_get
SELECT title, text FROM said WHERE letter = $1
-- name: said_insert
INSERT INTO said (letter, unit, title, text) VALUES ($1, $2, $3, $4)
-- name: said_delete
DELETE FROM said WHERE letter = $1
-- name: said_list
SELECT letter, title, text FROM said WHERE letter > $1 ORDER BY letter LIMIT $2
-- name: said_of_item
SELECT letter FROM said WHERE letter IN (SELECT source.letter FROM source WHERE source.item = $1)
	OR letter IN (SELECT letter.id FROM source JOIN letter ON letter.same_as = source.letter
		WHERE source.item = $1)
ORDER BY letter
-- name: said_may
SELECT * FROM findable WHERE id = $1
-- name: said_of_decided
SELECT findable.* FROM findable
WHERE findable.id IN (SELECT source.letter FROM source WHERE source.item = $1
		UNION SELECT letter.id FROM source JOIN letter ON letter.same_as = source.letter
			WHERE source.item = $1)
	AND NOT EXISTS (SELECT 1 FROM said WHERE said.letter = findable.id)
ORDER BY findable.id
-- name: said_missing
SELECT * FROM findable WHERE id > $1
	AND NOT EXISTS (SELECT 1 FROM said WHERE said.letter = findable.id) ORDER BY id LIMIT $2
-- name: holders_get
SELECT fingerprint.print, fingerprint.holders FROM
	(VALUES (CAST($1 AS BIGINT)), ($2), ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10),
	($11), ($12), ($13), ($14), ($15), ($16), ($17), ($18), ($19), ($20), ($21), ($22), ($23),
	($24), ($25), ($26), ($27), ($28), ($29), ($30), ($31), ($32)) AS asked
CROSS JOIN fingerprint WHERE fingerprint.print = asked.column1
-- name: holders_set
INSERT INTO fingerprint (print, holders) VALUES ($1, $2)
ON CONFLICT (print) DO UPDATE SET holders = excluded.holders
-- name: holders_delete
DELETE FROM fingerprint WHERE print = $1
-- name: holders_clear
DELETE FROM fingerprint
-- name: seen_insert
INSERT INTO seen (print, item) VALUES ($1, $2) ON CONFLICT DO NOTHING
-- name: seen_delete
DELETE FROM seen WHERE print = $1 AND item = $2
-- name: shelf_list
SELECT name, stamp FROM shelf ORDER BY id
-- name: shelf_named
SELECT id, text FROM shelf WHERE name = $1
-- name: shelf_get
SELECT name, text FROM shelf WHERE id = $1
-- name: shelf_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM shelf
-- name: shelf_insert
INSERT INTO shelf (id, name, stamp, text) VALUES ($1, $2, $3, $4)
-- name: shelf_delete
DELETE FROM shelf WHERE name = $1
-- name: shelf_clear
DELETE FROM shelf
-- name: seen_clear
DELETE FROM seen
-- name: seen_newest
SELECT item FROM seen WHERE print = $1 ORDER BY item DESC LIMIT $2
-- name: seen_oldest
SELECT item FROM seen WHERE print = $1 ORDER BY item LIMIT $2
-- name: seen_texts
SELECT revision.title, revision.text, item.facts FROM item
JOIN revision ON revision.item = item.id
WHERE item.id = $1 AND item.state <> 'held' AND revision.text <> ''
	AND (NOT EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held')
		OR EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held' AND history.to_state = 'waiting'))
ORDER BY revision.revision
