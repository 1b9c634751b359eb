-- Every statement of the program under its name, but those that find again (statements-find.sql);
-- both engines prepare them all (tests/statements.t). $1 … are bound by spool/db.

-- name: meta_get
SELECT value FROM meta WHERE name = $1
-- name: meta_set
INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: event_last
SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1
-- name: event_insert
INSERT INTO event (seq, at_us, type, params, cause, rules, people, scheme, prev, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
-- name: event_page
SELECT seq, at_us, type, params, cause, rules, people, scheme, prev, hash FROM event
WHERE seq > $1 ORDER BY seq LIMIT $2
-- name: event_get
SELECT seq, at_us, type, params, cause, rules, people, scheme, prev, hash FROM event WHERE seq = $1

-- name: letter_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM letter
-- name: letter_insert
INSERT INTO letter (id, sha256, place, bytes, source, received_us, state)
VALUES ($1, $2, $3, $4, $5, $6, 'new')
-- name: letter_judge
UPDATE letter SET state = 'judged', kind = $2, reason = $3, message_id = $4, sender = $5,
	subject = $6, content = $7, same_as = $8 WHERE id = $1
-- name: letter_unjudge
UPDATE letter SET state = 'new' WHERE id = $1
-- name: letter_by_sha
SELECT id, place FROM letter WHERE sha256 = $1
-- name: letter_same_as
SELECT id FROM letter WHERE same_as = $1 AND sender = $2 LIMIT 2
-- name: letter_get
SELECT * FROM letter WHERE id = $1
-- name: letter_new
SELECT id, sha256, place, bytes, source, received_us FROM letter WHERE state = 'new' AND id > $1
ORDER BY id LIMIT $2
-- name: letter_count_new
SELECT COUNT(*) AS n FROM letter WHERE state = 'new'
-- name: letter_same_content
SELECT id FROM letter WHERE content = $1 AND sender = $2 ORDER BY id LIMIT 1
-- name: letter_recent
SELECT COUNT(*) AS n FROM letter WHERE id > $1 AND id < $2 AND sender = $3 AND received_us > $4
-- name: letter_list
SELECT * FROM letter WHERE $1 = '' OR kind = $1 ORDER BY id
-- name: letter_judged_so
SELECT COUNT(*) AS n FROM letter WHERE state = 'judged' AND kind = $1 AND reason = $2
	AND received_us > $3
-- name: letter_items
SELECT item, part FROM source WHERE letter = $1 ORDER BY item, part
-- name: arrival_insert
INSERT INTO arrival (letter, source, arrived, folder, received_us, envelope_from)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (letter, source, folder, arrived) DO NOTHING
-- name: position_set
INSERT INTO position (source, folder, uidvalidity, uid) VALUES ($1, $2, $3, $4)
ON CONFLICT (source, folder) DO UPDATE SET
	uid = CASE WHEN position.uidvalidity = excluded.uidvalidity AND position.uid > excluded.uid
		THEN position.uid ELSE excluded.uid END,
	uidvalidity = excluded.uidvalidity
-- name: position_list
SELECT folder, uidvalidity, uid FROM position WHERE source = $1 ORDER BY folder
-- name: refusal_insert
INSERT INTO refusal (seq, at_us, letter, who, why) VALUES ($1, $2, $3, $4, $5)

-- name: item_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM item
-- name: item_insert
INSERT INTO item (id, revision, state, step, reason, letter, received_us, sender, sender_name,
	evidence, flag, unit, section, author, person, kind, urgent, topic, topic_group, editor,
	journal, due_us, base_shares, facts)
VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
	$20, $21, $22, $23)
-- name: item_get
SELECT item.*, revision.title, revision.text FROM item
JOIN revision ON revision.item = item.id AND revision.revision = item.revision WHERE item.id = $1
-- name: item_list
SELECT item.*, revision.title, revision.text FROM item
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE ($1 = '' OR item.state = $1) AND ($2 = '' OR item.topic = $2) AND ($3 = '' OR item.unit = $3)
	AND item.received_us >= $4 ORDER BY item.id
-- name: item_of_sender
SELECT item.id, item.revision, item.state, item.reason, item.received_us, item.facts,
	revision.title, revision.text, (SELECT history.why FROM history WHERE history.item = item.id
		ORDER BY history.seq DESC LIMIT 1) AS why
FROM item JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE item.sender = $1 ORDER BY item.id DESC LIMIT $2
-- name: item_of_unit
SELECT item.*, revision.title, revision.text FROM item
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE item.unit = $1 AND item.received_us >= $2 ORDER BY item.id DESC LIMIT $3
-- name: plan_clear
DELETE FROM plan WHERE month = $1
-- name: plan_insert
INSERT INTO plan (month, n, text, words) VALUES ($1, $2, $3, $4)
-- name: plan_list
SELECT month, n, text, words FROM plan WHERE month = $1 ORDER BY n
-- name: plan_saying
SELECT item.id, item.unit, item.state, revision.title FROM search($1) AS found
JOIN item ON item.id = found.rowid / 4 AND found.rowid % 4 = 0
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE item.received_us >= $2 AND item.received_us < $3
	AND item.state NOT IN ('held', 'withdrawn')
ORDER BY item.id
-- name: plan_named
SELECT item.id, item.unit, item.state, revision.title FROM item
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE (item.topic = $1 OR item.topic_group = $1)
	AND item.received_us >= $2 AND item.received_us < $3
	AND item.state NOT IN ('held', 'withdrawn')
ORDER BY item.id
-- name: chain_reports
SELECT item.id, item.state, item.received_us, item.facts, revision.title FROM item
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE item.received_us >= $1 AND item.state NOT IN ('held', 'withdrawn')
	AND (revision.title LIKE '%初报%' OR revision.title LIKE '%首报%'
		OR item.facts LIKE '%"chain":%')
	AND (NOT EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held')
		OR EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held' AND history.to_state = 'waiting'))
ORDER BY item.id LIMIT $2
-- name: chain_items
SELECT item.id, item.unit, item.facts, revision.title, revision.text FROM item
JOIN revision ON revision.item = item.id AND revision.revision = item.revision
WHERE item.received_us >= $1 AND item.state <> 'held' AND revision.text <> ''
	AND (NOT EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held')
		OR EXISTS (SELECT 1 FROM history WHERE history.item = item.id
			AND history.from_state = 'held' AND history.to_state = 'waiting'))
ORDER BY item.id DESC LIMIT $2
-- name: item_open_of
SELECT item.id, item.revision, item.urgent, item.due_us FROM item
WHERE item.state IN ('waiting', 'consulting', 'verifying', 'parked')
	AND (EXISTS (SELECT 1 FROM ask WHERE ask.item = item.id AND ask.state = 'open'
			AND ask.kind = 'review' AND ask.person = $1)
		OR (item.editor = $1 AND NOT EXISTS (SELECT 1 FROM ask WHERE ask.item = item.id
			AND ask.state = 'open' AND ask.kind = 'review')))
ORDER BY item.urgent DESC, item.id
-- name: item_approved
SELECT item.id, item.revision, item.decided_us,
	(SELECT history.evidence FROM history WHERE history.item = item.id
		AND history.to_state = 'approved' ORDER BY history.seq DESC LIMIT 1) AS evidence
FROM item
WHERE item.state = 'approved' AND item.journal = $1
	AND NOT EXISTS (SELECT 1 FROM line JOIN issue ON issue.id = line.issue
		WHERE line.item = item.id AND issue.state <> 'sealed')
ORDER BY item.urgent DESC, item.decided_us, item.id
-- name: item_merged_into
SELECT id, state, base_shares FROM item WHERE merged_into = $1 ORDER BY id
-- name: item_move
UPDATE item SET state = $2, step = $3, reason = $4, editor = COALESCE($5, editor),
	due_us = COALESCE($6, due_us), merged_into = $7, journal = COALESCE($8, journal),
	decided_by = $9, decided_us = $10, parked_until_us = $11 WHERE id = $1
-- name: item_correct
UPDATE item SET kind = COALESCE($2, kind), topic = COALESCE($3, topic),
	topic_group = COALESCE($4, topic_group), urgent = $5, due_us = COALESCE($6, due_us)
WHERE id = $1
-- name: item_topics
UPDATE item SET topic = $2, topic_group = $3 WHERE id = $1
-- name: item_facts_set
UPDATE item SET facts = $2 WHERE id = $1
-- name: item_register
UPDATE item SET unit = $2, author = $3, person = $4, base_shares = $5 WHERE id = $1
-- name: item_revise
UPDATE item SET revision = $2 WHERE id = $1
-- name: item_parked_due
SELECT id FROM item WHERE state = 'parked' AND parked_until_us <= $1 ORDER BY id
-- name: item_parked_next
SELECT MIN(parked_until_us) AS until_us FROM item WHERE state = 'parked'
-- name: item_overdue
SELECT id, revision, state, reason, urgent, sender, due_us FROM item
WHERE (state IN ('waiting', 'held') AND (due_us <= $1 OR urgent = 1))
	OR (state IN ('verifying', 'consulting') AND urgent = 1 AND due_us <= $1) ORDER BY id
-- name: item_counts
SELECT state, COUNT(*) AS n FROM item GROUP BY state
-- name: revision_insert
INSERT INTO revision (item, revision, title, text, who, at_us) VALUES ($1, $2, $3, $4, $5, $6)
-- name: revision_get
SELECT * FROM revision WHERE item = $1 AND revision = $2
-- name: source_insert
INSERT INTO source (item, letter, part, role) VALUES ($1, $2, $3, $4)
-- name: source_remove
DELETE FROM source WHERE item = $1 AND letter = $2
-- name: source_list
SELECT source.letter, source.part, source.role, letter.sha256, letter.message_id, letter.received_us,
	letter.bytes, letter.source, letter.place FROM source
JOIN letter ON letter.id = source.letter WHERE source.item = $1 ORDER BY source.letter
-- name: share_clear
DELETE FROM share WHERE item = $1
-- name: share_insert
INSERT INTO share (item, n, unit, person, hundredths) VALUES ($1, $2, $3, $4, $5)
-- name: share_list
SELECT unit, person, hundredths FROM share WHERE item = $1 ORDER BY n
-- name: history_insert
INSERT INTO history (seq, item, at_us, who, verb, from_state, to_state, why, evidence, letter)
VALUES ($1, $2, $3, $4, $5, (SELECT state FROM item WHERE id = $2 AND state = $6), $7, $8, $9, $10)
-- name: history_by_evidence
SELECT COUNT(*) AS n FROM history WHERE who = $1 AND evidence = $2 AND at_us > $3
-- name: history_last
SELECT seq, verb, evidence FROM history WHERE item = $1 ORDER BY seq DESC LIMIT 1
-- name: history_list
SELECT at_us, who, verb, from_state, to_state, why, evidence, letter FROM history
WHERE item = $1 ORDER BY seq

-- name: ask_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM ask
-- name: ask_insert
INSERT INTO ask (id, kind, person, item, revision, issue, edition, state, opened_us, params)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9)
-- name: ask_close
UPDATE ask SET state = $2, closed_us = $3, closed_by = $4 WHERE id = $1
-- name: ask_get
SELECT * FROM ask WHERE id = $1
-- name: ask_revision_before
SELECT MAX(revision) AS revision FROM ask
WHERE item = $1 AND person = $2 AND id < $3 AND kind = 'review'
-- name: ask_by_token
SELECT ask.*, token.mailing, token.issued_us FROM token JOIN ask ON ask.id = token.ask WHERE token.hash = $1
-- name: ask_lists_since
SELECT params FROM ask WHERE kind = 'list' AND person = $1 AND opened_us >= $2 ORDER BY id
-- name: ask_open_of_item
SELECT * FROM ask WHERE item = $1 AND state = 'open' AND kind <> 'confirm' ORDER BY id
-- name: ask_open_of_issue
SELECT * FROM ask WHERE issue = $1 AND state = 'open' ORDER BY id
-- name: ask_open_of_person
SELECT * FROM ask WHERE person = $1 AND state = 'open' ORDER BY id
-- name: ask_open
SELECT * FROM ask WHERE state = 'open' ORDER BY id
-- name: ask_people
SELECT ask.person, MIN(ask.opened_us) AS since_us, MAX(item.urgent) AS urgent,
	(SELECT MAX(list.opened_us) FROM ask AS list
		WHERE list.kind = 'list' AND list.state = 'open'
			AND list.person = ask.person) AS list_us
FROM ask JOIN item ON item.id = ask.item
WHERE ask.state = 'open' AND ask.kind = 'review'
	AND item.state IN ('waiting', 'consulting', 'verifying')
GROUP BY ask.person ORDER BY ask.person
-- name: token_insert
INSERT INTO token (hash, ask, mailing, issued_us) VALUES ($1, $2, $3, $4)
-- name: token_delete
DELETE FROM token WHERE mailing = $1

-- name: leave_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM leave
-- name: leave_insert
INSERT INTO leave (id, person, address, deputy, from_us, until_us) VALUES ($1, $2, $3, $4, $5, $6)
-- name: leave_end
UPDATE leave SET until_us = $2 WHERE id = $1
-- name: leave_of
SELECT * FROM leave WHERE person = $1 AND until_us > $2 ORDER BY from_us, id
-- name: leave_list
SELECT * FROM leave WHERE until_us > $1 ORDER BY from_us, id

-- name: alert_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM alert
-- name: alert_insert
INSERT INTO alert (id, item, ask, step, state, tries, next_us, made_us)
VALUES ($1, $2, $3, $4, 'due', 0, $5, $5)
-- name: alert_state
UPDATE alert SET state = $2, tries = $3, next_us = $4, why = $5 WHERE id = $1
-- name: alert_last
SELECT (SELECT MAX(step) FROM alert WHERE item = $1 AND ask = $2) AS step,
	(SELECT COUNT(*) FROM alert WHERE made_us > $3) AS lately
-- name: alert_ready
SELECT alert.*, item.unit,
	CASE WHEN item.state IN ('waiting', 'held') THEN 1 ELSE 0 END AS open
FROM alert JOIN item ON item.id = alert.item
WHERE alert.state = 'due' AND alert.next_us <= $1 ORDER BY alert.id LIMIT 1
-- name: alert_next_time
SELECT MIN(next_us) AS next_us FROM alert WHERE state = 'due'
-- name: alert_in_state
SELECT * FROM alert WHERE state = $1 ORDER BY id
-- name: alert_failed
SELECT alert.id, alert.item, alert.why FROM alert JOIN item ON item.id = alert.item
WHERE alert.state = 'failed' AND item.state IN ('waiting', 'held') ORDER BY alert.id

-- name: mailing_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM mailing
-- name: mailing_insert
INSERT INTO mailing (id, template, purpose, recipient, item, issue, ask, answers, params, due_us,
	not_before_us, state)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'due')
-- name: mailing_state
UPDATE mailing SET state = $2, reason = $3 WHERE id = $1
-- name: mailing_due
SELECT * FROM mailing WHERE state = 'due'
	AND (not_before_us IS NULL OR not_before_us <= $1 OR due_us > $1) ORDER BY id LIMIT $2
-- name: mailing_next_time
SELECT MIN(not_before_us) AS next_us FROM mailing
WHERE state = 'due' AND not_before_us > $1 AND due_us <= $1
-- name: bundle_people
SELECT recipient FROM mailing
WHERE state = 'due' AND not_before_us > 0 AND template = 'ack'
	AND (not_before_us <= $1 OR due_us > $2)
GROUP BY recipient ORDER BY MIN(id)
-- name: bundle_parts
SELECT * FROM mailing
WHERE state = 'due' AND not_before_us > 0 AND template = 'ack' AND recipient = $1 ORDER BY id
-- name: mailing_get
SELECT * FROM mailing WHERE id = $1
-- name: mailing_recent
SELECT COUNT(*) AS n FROM mailing WHERE template = $1 AND recipient = $2 AND due_us > $3
-- name: consult_open
SELECT DISTINCT mailing.recipient FROM mailing
WHERE mailing.item = $1 AND mailing.template = 'consult' AND mailing.state <> 'cancelled'
	AND NOT EXISTS (SELECT 1 FROM source JOIN letter ON letter.id = source.letter
		WHERE source.item = mailing.item AND letter.sender = mailing.recipient
			AND letter.received_us > mailing.due_us)
ORDER BY mailing.recipient
-- name: mailing_of_ask
SELECT COUNT(*) AS n FROM mailing WHERE ask = $1 AND purpose = 'ask'
-- name: dispatch_hold_all
UPDATE dispatch SET state = 'held' WHERE state IN ('ready', 'attempting', 'deferred')
-- name: dispatch_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM dispatch
-- name: dispatch_insert
INSERT INTO dispatch (id, epoch, mailing, purpose, message_id, subject, place, sha256, rules, state,
	attempts, made_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'ready', 0, $10)
-- name: dispatch_state
UPDATE dispatch SET state = $2, attempts = $3, next_us = $4,
	sent_us = CASE WHEN $2 IN ('sent', 'uncertain') AND state <> 'uncertain' THEN $5
		ELSE sent_us END
WHERE id = $1
-- name: dispatch_sent_since
SELECT COUNT(*) AS n FROM dispatch WHERE sent_us >= $1
-- name: dispatch_get
SELECT * FROM dispatch_ranked WHERE id = $1
-- name: dispatch_list
SELECT * FROM dispatch_ranked ORDER BY id
-- name: dispatch_ready
SELECT * FROM dispatch_ranked
WHERE state = 'ready' OR (state IN ('deferred', 'uncertain') AND next_us <= $1)
ORDER BY rank, id LIMIT $2
-- name: dispatch_next_time
SELECT MIN(next_us) AS next_us FROM dispatch
WHERE state IN ('deferred', 'uncertain') AND next_us > $1
-- name: dispatch_in_state
SELECT * FROM dispatch WHERE state = $1 ORDER BY id
-- name: dispatch_counts
SELECT state, COUNT(*) AS n FROM dispatch GROUP BY state
-- name: dispatch_by_message_id
SELECT dispatch.*, mailing.issue, mailing.recipient, mailing.item, mailing.ask, mailing.template
FROM dispatch
JOIN mailing ON mailing.id = dispatch.mailing WHERE dispatch.message_id = $1
-- name: dispatch_by_token
SELECT dispatch.*, mailing.issue, mailing.recipient, mailing.item, mailing.ask, mailing.template
FROM token JOIN dispatch ON dispatch.mailing = token.mailing
JOIN mailing ON mailing.id = dispatch.mailing WHERE token.hash = $1
-- name: recipient_insert
INSERT INTO recipient (dispatch, address, state) VALUES ($1, $2, 'ready')
-- name: recipient_state
UPDATE recipient SET state = $3, reply = $4 WHERE dispatch = $1 AND address = $2
-- name: recipient_list
SELECT address, state, reply FROM recipient WHERE dispatch = $1 ORDER BY address

-- name: issue_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM issue
-- name: issue_insert
INSERT INTO issue (id, journal, state, edition, made_us) VALUES ($1, $2, 'signing', 1, $3)
-- name: issue_edit
UPDATE issue SET state = $2, edition = $3 WHERE id = $1
-- name: issue_seal
UPDATE issue SET state = 'sealed', year = $2, number = $3, total = $4, sealed_us = $5,
	signed_by = $6, sha256 = $7, place = $8 WHERE id = $1
-- name: issue_get
SELECT * FROM issue WHERE id = $1
-- name: issue_open
SELECT * FROM issue WHERE journal = $1 AND state <> 'sealed' ORDER BY id LIMIT 1
-- name: issue_list
SELECT * FROM issue ORDER BY id
-- name: issue_by_number
SELECT * FROM issue WHERE journal = $1 AND year = $2 AND number = $3
-- name: issue_last_number
SELECT COALESCE(MAX(number), 0) AS number FROM issue WHERE journal = $1 AND year = $2
-- name: issue_last_total
SELECT COALESCE(MAX(total), 0) AS total FROM issue WHERE journal = $1
-- name: issue_last_sealed
SELECT COALESCE(MAX(sealed_us), 0) AS sealed_us FROM issue WHERE journal = $1
-- name: issue_open_of_item
SELECT issue.* FROM line JOIN issue ON issue.id = line.issue
WHERE line.item = $1 AND issue.state <> 'sealed'
-- name: issue_of_item
SELECT issue.* FROM line JOIN issue ON issue.id = line.issue WHERE line.item = $1 ORDER BY issue.id
-- name: line_printed
SELECT issue.journal, issue.year, issue.number, line.position, revision.title, revision.text FROM line
JOIN issue ON issue.id = line.issue
JOIN revision ON revision.item = line.item AND revision.revision = line.revision
WHERE line.item = $1 AND issue.state = 'sealed' ORDER BY issue.id LIMIT 1
-- name: line_clear
DELETE FROM line WHERE issue = $1
-- name: line_insert
INSERT INTO line (issue, position, item, revision) VALUES ($1, $2, $3, $4)
-- name: line_list
SELECT position, item, revision FROM line WHERE issue = $1 ORDER BY position
-- name: issue_urgent
SELECT MAX(item.urgent) AS urgent FROM line JOIN item ON item.id = line.item WHERE line.issue = $1
-- name: line_titles
SELECT line.position, revision.title FROM line
JOIN revision ON revision.item = line.item AND revision.revision = line.revision
WHERE line.issue = $1 ORDER BY line.position
-- name: adoption_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM adoption
-- name: adoption_insert
INSERT INTO adoption (id, superior, reference, item, kind, letter, at_us)
VALUES ($1, $2, $3, $4, $5, $6, $7)
-- name: adoption_find
SELECT id FROM adoption WHERE superior = $1 AND reference = $2 AND item = $3 AND kind = $4
-- name: adoption_of_item
SELECT superior, kind, reference, at_us FROM adoption WHERE item = $1 ORDER BY id
-- name: entry_next_id
SELECT COALESCE(MAX(id), 0) + 1 AS id FROM entry
-- name: entry_insert
INSERT INTO entry (id, rule, event, item, letter, unit, person, hundredths, why, at_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
-- name: entry_list
SELECT id AS entry, rule, item, letter, unit, person, hundredths, why, at_us FROM entry
WHERE at_us >= $1 AND at_us < $2 ORDER BY id
-- name: entry_of_item
SELECT id AS entry, rule, item, letter, unit, person, hundredths, why, at_us FROM entry
WHERE item = $1 ORDER BY id
-- name: count_submitted
SELECT unit, person, COUNT(*) AS submitted FROM item
WHERE received_us >= $1 AND received_us < $2 AND unit IS NOT NULL AND state NOT IN ('held')
GROUP BY unit, person ORDER BY unit, person
-- name: count_adopted
SELECT share.unit, share.person, COUNT(DISTINCT adoption.item) AS adopted FROM adoption
JOIN share ON share.item = adoption.item
WHERE adoption.at_us >= $1 AND adoption.at_us < $2
GROUP BY share.unit, share.person ORDER BY share.unit, share.person

-- name: needs_person
SELECT (SELECT COUNT(*) FROM item WHERE state = 'held')
	+ (SELECT COUNT(*) FROM letter WHERE kind = 'dead')
	+ (SELECT COUNT(*) FROM dispatch WHERE state IN ('failed', 'held')
		OR (state = 'uncertain' AND next_us IS NULL))
	+ (SELECT COUNT(*) FROM alert JOIN item ON item.id = alert.item
		WHERE alert.state = 'failed' AND item.state IN ('waiting', 'held')) AS n
-- name: work_left
SELECT (SELECT COUNT(*) FROM letter WHERE state = 'new') AS letters,
	(SELECT COUNT(*) FROM mailing WHERE state = 'due'
		AND (not_before_us IS NULL OR not_before_us <= $1 OR due_us > $1)) AS mailings

-- name: place_list
SELECT place FROM letter WHERE id NOT IN (SELECT source.letter FROM source
	JOIN item ON item.id = source.item WHERE item.state = 'held' AND item.reason = 'secret-mark')
UNION SELECT place FROM dispatch UNION SELECT place FROM issue WHERE place IS NOT NULL

-- name: dispatch_of_issue
SELECT dispatch.* FROM dispatch JOIN mailing ON mailing.id = dispatch.mailing
WHERE mailing.issue = $1 AND dispatch.purpose = 'issue' ORDER BY dispatch.id LIMIT 1
-- name: event_of_type
SELECT seq, params FROM event WHERE type = $1 ORDER BY seq
-- name: arrival_known
SELECT letter FROM arrival WHERE source = $1 AND arrived = $2 LIMIT 1
-- name: arrival_of_folder
SELECT arrived FROM arrival WHERE source = $1 AND folder = $2 ORDER BY arrived
-- name: arrival_last
SELECT MAX(received_us) AS received_us FROM arrival WHERE source = $1
-- name: letter_count
SELECT COUNT(*) AS n FROM letter

-- name: place_count
SELECT (SELECT COUNT(*) FROM letter) AS letters, (SELECT COUNT(*) FROM dispatch) AS mails,
	(SELECT COUNT(*) FROM issue WHERE place IS NOT NULL) AS issues
-- name: place_letters
SELECT id, place, sha256, CASE WHEN EXISTS (SELECT 1 FROM source
	JOIN item ON item.id = source.item WHERE source.letter = letter.id
		AND item.state = 'held' AND item.reason = 'secret-mark') THEN 1 ELSE 0 END AS withheld
FROM letter WHERE id > $1 ORDER BY id LIMIT $2
-- name: place_dispatches
SELECT id, place, sha256 FROM dispatch WHERE id > $1 ORDER BY id LIMIT $2
-- name: place_issues
SELECT id, place, sha256, journal, year, number FROM issue
WHERE place IS NOT NULL AND id > $1 ORDER BY id LIMIT $2
