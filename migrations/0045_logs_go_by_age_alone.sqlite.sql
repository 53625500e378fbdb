-- The logs refuse every change, and let go of what is older than their horizon. The horizon moves forward alone, and
-- never nearer to the newest change than the least that may be kept (src/retention/table.rs): a year of changes, half a
-- year of looks. The newest change is the measure because a database's own clock is not the service's; retention writes
-- one before it moves the horizon.
DROP TRIGGER changes_never_go;
DROP TRIGGER looks_never_go;

CREATE TRIGGER changes_go_by_age BEFORE DELETE ON changes
WHEN NOT EXISTS (SELECT 1 FROM log_horizons h WHERE h.log = 'changes' AND OLD.changed_at < h.kept_from)
BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END;
CREATE TRIGGER looks_go_by_age BEFORE DELETE ON looks
WHEN NOT EXISTS (SELECT 1 FROM log_horizons h WHERE h.log = 'looks' AND OLD.looked_at < h.kept_from)
BEGIN SELECT RAISE(ABORT, 'the log of who looked is append-only'); END;

-- REPLACE deletes the row in its way without asking the triggers above.
CREATE TRIGGER changes_are_never_replaced BEFORE INSERT ON changes
WHEN EXISTS (SELECT 1 FROM changes c WHERE c.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END;
CREATE TRIGGER looks_are_never_replaced BEFORE INSERT ON looks
WHEN EXISTS (SELECT 1 FROM looks l WHERE l.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the log of who looked is append-only'); END;

CREATE TRIGGER log_horizons_move_on BEFORE UPDATE ON log_horizons
WHEN NEW.log <> OLD.log OR NEW.kept_from < OLD.kept_from OR NOT EXISTS (SELECT 1 FROM changes)
    OR NEW.kept_from > strftime('%Y-%m-%dT%H:%M:%S+00:00', (SELECT MAX(c.changed_at) FROM changes c),
        CASE NEW.log WHEN 'changes' THEN '-365 days' ELSE '-180 days' END)
BEGIN SELECT RAISE(ABORT, 'the horizon of a log moves forward alone, and never past what must be kept'); END;
CREATE TRIGGER log_horizons_are_two BEFORE INSERT ON log_horizons
BEGIN SELECT RAISE(ABORT, 'the horizon of a log is there'); END;
CREATE TRIGGER log_horizons_stay BEFORE DELETE ON log_horizons
BEGIN SELECT RAISE(ABORT, 'the horizon of a log stays'); END;
