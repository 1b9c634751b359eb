-- The rows of one office. Both engines accept this file; what differs lies in
-- schema-sqlite.sql and schema-postgres.sql.
--
-- The log (event) is the truth; every other table but token and said is written by
-- apply alone and can be made again from it. Times are microseconds of UTC. Ids are
-- given by the desk, stand in the events, and are never used again.

CREATE TABLE meta (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
);

CREATE TABLE event (
	seq BIGINT PRIMARY KEY,
	at_us BIGINT NOT NULL,
	type TEXT NOT NULL,
	params TEXT NOT NULL,       -- canonical JSON
	cause BIGINT,               -- letter
	rules TEXT, people TEXT, scheme TEXT, -- SHA-256 of what was in force
	prev TEXT NOT NULL,
	hash TEXT NOT NULL UNIQUE
);

CREATE TABLE letter (
	id BIGINT PRIMARY KEY,
	sha256 TEXT NOT NULL UNIQUE,
	place TEXT NOT NULL,
	bytes BIGINT NOT NULL,
	source TEXT NOT NULL,
	received_us BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('new', 'judged')),
	kind TEXT,
	reason TEXT,
	message_id TEXT,
	sender TEXT,
	subject TEXT,
	content TEXT,               -- hash of the normalised content of a report
	same_as BIGINT REFERENCES letter (id)
);
CREATE INDEX letter_state ON letter (state, id);
CREATE INDEX letter_content ON letter (content);
CREATE INDEX letter_repeats ON letter (same_as) WHERE same_as IS NOT NULL;

-- What a letter says, where it may be found (spool/search). Not in the log: it is read again
-- from the letter's bytes. An empty row: it was looked at, and nobody may find it.
CREATE TABLE said (
	letter BIGINT PRIMARY KEY REFERENCES letter (id),
	unit TEXT,                  -- of its sender, then
	title TEXT NOT NULL,
	text TEXT NOT NULL
);

CREATE TABLE arrival (
	letter BIGINT NOT NULL REFERENCES letter (id),
	source TEXT NOT NULL,
	arrived TEXT NOT NULL,      -- UIDVALIDITY/UID or file name
	folder TEXT NOT NULL,
	received_us BIGINT NOT NULL,
	envelope_from TEXT,
	PRIMARY KEY (letter, source, folder, arrived)
);
CREATE INDEX arrival_source ON arrival (source, arrived);

CREATE TABLE position (
	source TEXT NOT NULL,
	folder TEXT NOT NULL,
	uidvalidity BIGINT NOT NULL,
	uid BIGINT NOT NULL,
	PRIMARY KEY (source, folder)
);

CREATE TABLE state (
	name TEXT PRIMARY KEY
);
INSERT INTO state (name) VALUES ('held'), ('waiting'), ('consulting'), ('verifying'),
	('parked'), ('approved'), ('returned'), ('filed'), ('merged'), ('withdrawn'), ('issued');

-- The legal moves; an item's history refers to them.
CREATE TABLE move (
	from_state TEXT NOT NULL REFERENCES state (name),
	to_state TEXT NOT NULL REFERENCES state (name),
	verb TEXT NOT NULL,
	PRIMARY KEY (from_state, to_state, verb)
);
INSERT INTO move (from_state, to_state, verb) VALUES
	('held', 'waiting', 'release'), ('held', 'waiting', 'register'),
	('held', 'returned', 'return'), ('held', 'filed', 'file'),
	('held', 'withdrawn', 'withdraw'),
	('waiting', 'consulting', 'consult'), ('waiting', 'verifying', 'verify'),
	('waiting', 'parked', 'park'),
	('consulting', 'waiting', 'resume'), ('verifying', 'waiting', 'resume'),
	('parked', 'waiting', 'resume'),
	('waiting', 'approved', 'approve'), ('waiting', 'returned', 'return'),
	('waiting', 'filed', 'file'), ('waiting', 'merged', 'merge'),
	('waiting', 'withdrawn', 'withdraw'),
	('waiting', 'waiting', 'approve'), ('waiting', 'waiting', 'assign'),
	('approved', 'waiting', 'undo'), ('approved', 'waiting', 'remove'),
	('approved', 'issued', 'seal'),
	('returned', 'waiting', 'revise'), ('returned', 'waiting', 'undo'),
	('filed', 'waiting', 'undo'), ('merged', 'waiting', 'undo'),
	('parked', 'parked', 'park'),
	('merged', 'issued', 'seal');

CREATE TABLE item (
	id BIGINT PRIMARY KEY,
	revision INTEGER NOT NULL,
	state TEXT NOT NULL REFERENCES state (name),
	step TEXT,
	reason TEXT,
	letter BIGINT NOT NULL REFERENCES letter (id),
	received_us BIGINT NOT NULL,
	sender TEXT NOT NULL,
	sender_name TEXT,
	evidence TEXT NOT NULL,
	flag TEXT,
	unit TEXT,
	section TEXT,
	author TEXT,
	person TEXT,
	kind TEXT NOT NULL,
	urgent INTEGER NOT NULL,
	topic TEXT,
	topic_group TEXT,
	editor TEXT,
	due_us BIGINT,
	parked_until_us BIGINT,
	merged_into BIGINT REFERENCES item (id),
	journal TEXT,
	decided_by TEXT,
	decided_us BIGINT,
	base_shares TEXT NOT NULL,  -- JSON: the shares of its own sources alone
	facts TEXT NOT NULL         -- JSON: fields, topics, marks, attachments as read
);
CREATE INDEX item_state ON item (state, id);
CREATE INDEX item_received ON item (received_us);

CREATE TABLE revision (
	item BIGINT NOT NULL REFERENCES item (id),
	revision INTEGER NOT NULL,
	title TEXT NOT NULL,
	text TEXT NOT NULL,
	who TEXT NOT NULL,
	at_us BIGINT NOT NULL,
	PRIMARY KEY (item, revision)
);

CREATE TABLE source (
	item BIGINT NOT NULL REFERENCES item (id),
	letter BIGINT NOT NULL REFERENCES letter (id),
	part TEXT NOT NULL,
	role TEXT NOT NULL CHECK (role IN ('source', 'supplement', 'correction', 'follow-up')),
	PRIMARY KEY (item, letter, part)
);
CREATE INDEX source_letter ON source (letter);

CREATE TABLE share (
	item BIGINT NOT NULL REFERENCES item (id),
	n INTEGER NOT NULL,
	unit TEXT NOT NULL,
	person TEXT,
	hundredths INTEGER NOT NULL CHECK (hundredths BETWEEN 0 AND 10000),
	PRIMARY KEY (item, n)
);

CREATE TABLE history (
	seq BIGINT NOT NULL REFERENCES event (seq),
	item BIGINT NOT NULL REFERENCES item (id),
	at_us BIGINT NOT NULL,
	who TEXT NOT NULL,
	verb TEXT NOT NULL,
	from_state TEXT NOT NULL,
	to_state TEXT NOT NULL,
	why TEXT,
	evidence TEXT,
	letter BIGINT,
	PRIMARY KEY (seq, item),
	FOREIGN KEY (from_state, to_state, verb) REFERENCES move (from_state, to_state, verb)
);
CREATE INDEX history_item ON history (item, seq);

-- The letters that may be found: no machine's, no question, no order; none whose item, or that of
-- the letter it repeats, is held or withdrawn, or had a mark and was not released.
CREATE VIEW findable AS SELECT letter.*,
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

CREATE TABLE issue (
	id BIGINT PRIMARY KEY,
	journal TEXT NOT NULL,
	year INTEGER,
	number INTEGER,
	total INTEGER,
	state TEXT NOT NULL CHECK (state IN ('draft', 'signing', 'sealed')),
	edition INTEGER NOT NULL,   -- of the draft; counts up when its lines change
	made_us BIGINT NOT NULL,
	sealed_us BIGINT,
	signed_by TEXT,
	sha256 TEXT,                -- of the sealed bytes
	place TEXT,
	UNIQUE (journal, year, number),
	UNIQUE (journal, total),
	CHECK (state <> 'sealed' OR (number IS NOT NULL AND total IS NOT NULL AND sha256 IS NOT NULL))
);

CREATE TABLE line (
	issue BIGINT NOT NULL REFERENCES issue (id),
	position INTEGER NOT NULL,
	item BIGINT NOT NULL REFERENCES item (id),
	revision INTEGER NOT NULL,
	PRIMARY KEY (issue, position)
);
CREATE INDEX line_item ON line (item);

CREATE TABLE ask (
	id BIGINT PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('review', 'sign', 'list', 'confirm')),
	person TEXT NOT NULL,       -- address
	item BIGINT REFERENCES item (id),
	revision INTEGER,
	issue BIGINT REFERENCES issue (id),
	edition INTEGER,
	state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'void')),
	opened_us BIGINT NOT NULL,
	closed_us BIGINT,
	closed_by TEXT,
	params TEXT NOT NULL        -- JSON: the numbered lines of a list, the words to confirm
);
CREATE INDEX ask_item ON ask (item, state);
CREATE INDEX ask_person ON ask (person, state);

-- Not in the log: tokens die with a rebuild and asks are asked anew.
CREATE TABLE token (
	hash TEXT PRIMARY KEY,      -- SHA-256 of the token
	ask BIGINT NOT NULL,
	mailing BIGINT NOT NULL,
	issued_us BIGINT NOT NULL
);

CREATE TABLE mailing (
	id BIGINT PRIMARY KEY,
	template TEXT NOT NULL,
	purpose TEXT NOT NULL,
	recipient TEXT NOT NULL,
	item BIGINT REFERENCES item (id),
	issue BIGINT REFERENCES issue (id),
	ask BIGINT REFERENCES ask (id),
	answers BIGINT REFERENCES letter (id), -- the letter this mail replies to
	params TEXT NOT NULL,
	due_us BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('due', 'composed', 'cancelled')),
	reason TEXT,
	not_before_us BIGINT        -- it is not written earlier; null: at once
);
CREATE INDEX mailing_state ON mailing (state, id);
CREATE INDEX mailing_waiting ON mailing (state, not_before_us) WHERE not_before_us IS NOT NULL;

CREATE TABLE dispatch (
	id BIGINT PRIMARY KEY,
	epoch TEXT NOT NULL,
	mailing BIGINT NOT NULL UNIQUE REFERENCES mailing (id),
	purpose TEXT NOT NULL,
	message_id TEXT,            -- null for an ask: there it is the token
	subject TEXT NOT NULL,
	place TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	rules TEXT,                 -- hash of the rules that let it pass the gate
	state TEXT NOT NULL CHECK (state IN ('ready', 'attempting', 'sent', 'deferred', 'failed',
		'uncertain', 'held', 'cancelled')),
	attempts INTEGER NOT NULL,
	next_us BIGINT,
	made_us BIGINT NOT NULL,
	sent_us BIGINT              -- when it arrived, or may have
);
CREATE INDEX dispatch_state ON dispatch (state, next_us);
CREATE INDEX dispatch_sent ON dispatch (sent_us) WHERE sent_us IS NOT NULL;

-- What goes first: urgent, issues, confirmations, urgent receipts, asks, notices, receipts.
CREATE VIEW dispatch_ranked AS SELECT dispatch.*, mailing.recipient,
	CASE WHEN dispatch.purpose = 'receipt' THEN CASE WHEN item.urgent = 1 THEN 3 ELSE 6 END
		WHEN dispatch.purpose = 'alarm' OR item.urgent = 1 THEN 0
		WHEN dispatch.purpose = 'issue' THEN 1
		WHEN mailing.template = 'confirm' THEN 2
		WHEN dispatch.purpose = 'ask' THEN 4
		ELSE 5 END AS rank
FROM dispatch JOIN mailing ON mailing.id = dispatch.mailing
LEFT JOIN item ON item.id = mailing.item;

CREATE TABLE recipient (
	dispatch BIGINT NOT NULL REFERENCES dispatch (id),
	address TEXT NOT NULL,
	state TEXT NOT NULL,
	reply TEXT,
	PRIMARY KEY (dispatch, address)
);

-- The office's own program, run for an urgent item ([review] alert).
CREATE TABLE alert (
	id BIGINT PRIMARY KEY,
	item BIGINT NOT NULL REFERENCES item (id),
	ask BIGINT NOT NULL,        -- the first that was open; 0: none
	step INTEGER NOT NULL,      -- 0: it has arrived; then one for each further person
	state TEXT NOT NULL CHECK (state IN ('due', 'running', 'done', 'failed', 'dropped')),
	tries INTEGER NOT NULL,
	next_us BIGINT NOT NULL,
	made_us BIGINT NOT NULL,
	why TEXT,
	UNIQUE (item, ask, step)
);
CREATE INDEX alert_state ON alert (state, next_us);

-- The points of a month; the last publication counts.
CREATE TABLE plan (
	month TEXT NOT NULL,        -- 2026-12
	n INTEGER NOT NULL,
	text TEXT NOT NULL,
	words TEXT NOT NULL,        -- JSON: what items are looked through for
	PRIMARY KEY (month, n)
);

CREATE TABLE adoption (
	id BIGINT PRIMARY KEY,
	superior TEXT NOT NULL,
	reference TEXT NOT NULL,
	item BIGINT NOT NULL REFERENCES item (id),
	kind TEXT NOT NULL,
	letter BIGINT,
	at_us BIGINT NOT NULL,
	UNIQUE (superior, reference, item, kind)
);

CREATE TABLE entry (
	id BIGINT PRIMARY KEY,
	rule TEXT NOT NULL,
	event BIGINT NOT NULL REFERENCES event (seq),
	item BIGINT NOT NULL REFERENCES item (id),
	letter BIGINT,
	unit TEXT NOT NULL,
	person TEXT,
	hundredths BIGINT NOT NULL,
	why TEXT NOT NULL,
	at_us BIGINT NOT NULL
);
CREATE INDEX entry_at ON entry (at_us);

-- Who is away from when to when, and who stands in for him.
CREATE TABLE leave (
	id BIGINT PRIMARY KEY,
	person TEXT NOT NULL,       -- as people.csv names him
	address TEXT NOT NULL,
	deputy TEXT NOT NULL,       -- address
	from_us BIGINT NOT NULL,
	until_us BIGINT NOT NULL    -- the moment it ends, earlier when it was taken back
);
CREATE INDEX leave_until ON leave (until_us);
-- What the reference folder says (spool/shelf); read again when a file changes.
CREATE TABLE shelf (
	id BIGINT PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,  -- of the file
	stamp TEXT NOT NULL,        -- its time and size
	text TEXT NOT NULL
);

-- What was tried and not done: a forged answer, a token of another person.
CREATE TABLE refusal (
	seq BIGINT PRIMARY KEY REFERENCES event (seq),
	at_us BIGINT NOT NULL,
	letter BIGINT,
	who TEXT,
	why TEXT NOT NULL
);
