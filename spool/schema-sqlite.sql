-- What SQLite needs beyond schema.sql: the log can only grow.
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER issue_sealed BEFORE UPDATE ON issue WHEN OLD.state = 'sealed'
BEGIN SELECT RAISE(ABORT, 'a sealed issue does not change'); END;
CREATE TRIGGER line_sealed_insert BEFORE INSERT ON line
WHEN (SELECT state FROM issue WHERE id = NEW.issue) = 'sealed'
BEGIN SELECT RAISE(ABORT, 'a sealed issue does not change'); END;
CREATE TRIGGER line_sealed_delete BEFORE DELETE ON line
WHEN (SELECT state FROM issue WHERE id = OLD.issue) = 'sealed'
BEGIN SELECT RAISE(ABORT, 'a sealed issue does not change'); END;
-- The words of what is found (base/text/terms), by numbers of spool/search; search(QUERY) gives those
-- that hold them. The words themselves are not kept: who takes some out says them again.
CREATE VIRTUAL TABLE search USING fts5 (terms, content = '');
-- Which items hold a fingerprint (spool/holders), and which a whole content or a day and place
-- (spool/seen).
CREATE TABLE fingerprint (print INTEGER PRIMARY KEY, holders TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (print INTEGER NOT NULL, item INTEGER NOT NULL,
	PRIMARY KEY (print, item)) WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('seen', '4');
