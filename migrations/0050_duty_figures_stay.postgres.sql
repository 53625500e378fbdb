-- Figures are taken later or not at all, and none is deleted: with the quarter's end nothing of it changes any more.
CREATE FUNCTION duty_quarters_go_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.taken_at <= OLD.taken_at OR NEW.ends_at <> OLD.ends_at THEN
        RAISE EXCEPTION 'figures of a quarter stay what they were';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER duty_quarters_go_on BEFORE UPDATE OR DELETE ON duty_quarters
    FOR EACH ROW EXECUTE FUNCTION duty_quarters_go_on();

CREATE FUNCTION duty_figures_go_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND NEW.taken_at <= OLD.taken_at) THEN
        RAISE EXCEPTION 'figures of a quarter stay what they were';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM duty_quarters q WHERE q.organisation_id = NEW.organisation_id
        AND q.quarter_on = NEW.quarter_on AND q.taken_at = NEW.taken_at) THEN
        RAISE EXCEPTION 'figures are taken with their quarter';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER duty_figures_go_on BEFORE INSERT OR UPDATE OR DELETE ON duty_figures
    FOR EACH ROW EXECUTE FUNCTION duty_figures_go_on();
