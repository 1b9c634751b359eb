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
-- The words of what items say (base/text/terms); search(QUERY) gives the rows that hold them.
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (terms);
-- Which items hold a fingerprint (spool/seen).
CREATE TABLE IF NOT EXISTS seen (print INTEGER NOT NULL, item INTEGER NOT NULL,
	PRIMARY KEY (print, item)) WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('seen', '2');
