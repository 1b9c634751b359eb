-- What PostgreSQL needs beyond schema.sql: the log can only grow.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON entry
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER issue_sealed BEFORE UPDATE ON issue
	FOR EACH ROW WHEN (OLD.state = 'sealed') EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE here BIGINT;
BEGIN
	IF TG_OP = 'DELETE' THEN here := OLD.issue; ELSE here := NEW.issue; END IF;
	IF (SELECT state FROM issue WHERE id = here) = 'sealed' THEN
		RAISE EXCEPTION 'a sealed issue does not change';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER line_sealed BEFORE INSERT OR DELETE ON line
	FOR EACH ROW EXECUTE FUNCTION refuse_sealed();
-- The words of what is found (base/text/terms), by numbers of spool/search; search(QUERY) gives those
-- that hold them. What FTS5 is told through its table, this view is told the same way.
CREATE TABLE search_words (rowid BIGINT PRIMARY KEY, terms TEXT NOT NULL);
CREATE INDEX search_terms ON search_words USING gin (to_tsvector('simple', terms));
CREATE FUNCTION search(query TEXT) RETURNS TABLE (rowid BIGINT) LANGUAGE sql STABLE AS
$$ SELECT search_words.rowid FROM search_words
	WHERE to_tsvector('simple', terms) @@ websearch_to_tsquery('simple', query) $$;
CREATE VIEW search AS SELECT CAST(NULL AS TEXT) AS search, rowid, terms FROM search_words;
CREATE FUNCTION search_told() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
	IF NEW.search IS NULL THEN
		INSERT INTO search_words VALUES (NEW.rowid, NEW.terms);
	ELSE
		DELETE FROM search_words
		WHERE search_words.rowid = NEW.rowid OR NEW.search = 'delete-all';
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER search_told INSTEAD OF INSERT ON search
	FOR EACH ROW EXECUTE FUNCTION search_told();
-- Which items hold a fingerprint (spool/holders), and which a whole content or a day and place
-- (spool/seen).
CREATE TABLE fingerprint (print BIGINT PRIMARY KEY, holders TEXT NOT NULL);
CREATE TABLE seen (print BIGINT NOT NULL, item BIGINT NOT NULL, PRIMARY KEY (print, item));
INSERT INTO meta (name, value) VALUES ('seen', '4');
