-- Statements that find again: full text (search), reports like another (seen), documents from
-- above (shelf). As statements.sql.

-- name: search_insert
INSERT INTO search (rowid, terms) VALUES ($1, $2)
-- name: search_delete
DELETE FROM search WHERE rowid = $1
-- name: search_text
SELECT revision.title, revision.text FROM item
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE item.id = $1 AND item.state <> 'held'
	AND (NOT EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held')
		OR EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held' AND history.to_state = 'waiting'))
-- name: search_missing
SELECT id FROM item WHERE state <> 'held' ORDER BY id
-- name: search_items
SELECT item.*, revision.title, revision.text FROM search($1) AS found
JOIN item ON item.id = found.rowid
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE ($2 = '' OR item.sender = $2) AND ($3 = '' OR item.unit = $3)
	AND ($4 = '' OR item.topic = $4 OR item.topic_group = $4)
	AND item.received_us >= $5 AND item.received_us < $6 AND item.state <> 'held'
ORDER BY item.id DESC LIMIT $7
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
