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
-- The words of what items say (base/text/terms); search(QUERY) gives the rows that hold them.
CREATE TABLE search (rowid BIGINT PRIMARY KEY, terms TEXT NOT NULL);
CREATE INDEX search_terms ON search USING gin (to_tsvector('simple', terms));
CREATE FUNCTION search(query TEXT) RETURNS TABLE (rowid BIGINT) LANGUAGE sql STABLE AS
$$ SELECT search.rowid FROM search
	WHERE to_tsvector('simple', terms) @@ websearch_to_tsquery('simple', query) $$;
-- Which items hold a fingerprint (spool/seen).
CREATE TABLE seen (print BIGINT NOT NULL, item BIGINT NOT NULL, PRIMARY KEY (print, item));
INSERT INTO meta (name, value) VALUES ('seen', '2');
