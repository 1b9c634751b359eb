-- What PostgreSQL needs beyond schema.sql: the log can only grow.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON entry
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER issue_sealed BEFORE UPDATE ON issue
	FOR EACH ROW WHEN (OLD.state = 'sealed') EXECUTE FUNCTION refuse_change();
