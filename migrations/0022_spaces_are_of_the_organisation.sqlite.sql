-- A session is never held in another organisation's space.
CREATE TRIGGER sessions_space_of_the_organisation BEFORE INSERT ON sessions
WHEN NEW.space_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM spaces s WHERE s.id = NEW.space_id AND s.organisation_id = NEW.organisation_id)
BEGIN SELECT RAISE(ABORT, 'a session is held in a space of its own organisation'); END;

CREATE TRIGGER sessions_stay_in_the_organisation BEFORE UPDATE OF space_id ON sessions
WHEN NEW.space_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM spaces s WHERE s.id = NEW.space_id AND s.organisation_id = NEW.organisation_id)
BEGIN SELECT RAISE(ABORT, 'a session is held in a space of its own organisation'); END;
