-- Nobody but its people says anything of a session, and that it did not take place only somebody of their own place
-- in it: there is no "no-show" that one person could set for another.
CREATE FUNCTION occurrences_whose_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.session_id <> OLD.session_id OR NEW.confirmed_by <> OLD.confirmed_by) THEN
        RAISE EXCEPTION 'this is not theirs to say';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM places p WHERE p.session_id = NEW.session_id AND p.person_id = NEW.confirmed_by)
        AND (NEW.word <> 'took_place' OR NOT EXISTS (
            SELECT 1 FROM sessions s WHERE s.id = NEW.session_id AND s.facilitator_id = NEW.confirmed_by)) THEN
        RAISE EXCEPTION 'this is not theirs to say';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER occurrences_whose_word BEFORE INSERT OR UPDATE ON occurrences
    FOR EACH ROW EXECUTE FUNCTION occurrences_whose_word();
