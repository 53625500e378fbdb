-- The logs refuse every change, and let go of what is older than their horizon. The horizon moves forward alone, and
-- never nearer to the newest change than the least that may be kept (src/retention/table.rs): a year of changes, half a
-- year of looks. The newest change is the measure because a database's own clock is not the service's; retention writes
-- one before it moves the horizon.
DROP TRIGGER changes_never_change ON changes;
DROP TRIGGER looks_never_change ON looks;

CREATE TRIGGER changes_never_change BEFORE UPDATE OR TRUNCATE ON changes
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER looks_never_change BEFORE UPDATE OR TRUNCATE ON looks
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION changes_go_by_age() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM log_horizons h WHERE h.log = 'changes' AND OLD.changed_at < h.kept_from) THEN
        RAISE EXCEPTION 'the log changes is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION looks_go_by_age() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM log_horizons h WHERE h.log = 'looks' AND OLD.looked_at < h.kept_from) THEN
        RAISE EXCEPTION 'the log looks is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER changes_go_by_age BEFORE DELETE ON changes FOR EACH ROW EXECUTE FUNCTION changes_go_by_age();
CREATE TRIGGER looks_go_by_age BEFORE DELETE ON looks FOR EACH ROW EXECUTE FUNCTION looks_go_by_age();

CREATE FUNCTION horizon_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    newest TIMESTAMPTZ := (SELECT MAX(changed_at) FROM changes);
    least INTERVAL := CASE NEW.log WHEN 'changes' THEN INTERVAL '365 days' ELSE INTERVAL '180 days' END;
BEGIN
    IF NEW.log <> OLD.log OR NEW.kept_from < OLD.kept_from OR newest IS NULL OR NEW.kept_from > newest - least THEN
        RAISE EXCEPTION 'the horizon of a log moves forward alone, and never past what must be kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER log_horizons_move_on BEFORE UPDATE ON log_horizons
    FOR EACH ROW EXECUTE FUNCTION horizon_moves_on();
CREATE TRIGGER log_horizons_stay BEFORE INSERT OR DELETE OR TRUNCATE ON log_horizons
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
