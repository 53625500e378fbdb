-- Figures are taken later or not at all, and none is deleted: with the quarter's end nothing of it changes any more.
CREATE TRIGGER duty_quarters_go_on BEFORE UPDATE ON duty_quarters
WHEN NEW.taken_at <= OLD.taken_at OR NEW.ends_at <> OLD.ends_at
BEGIN SELECT RAISE(ABORT, 'figures of a quarter stay what they were'); END;

CREATE TRIGGER duty_quarters_stay BEFORE DELETE ON duty_quarters
BEGIN SELECT RAISE(ABORT, 'figures of a quarter stay what they were'); END;

CREATE TRIGGER duty_figures_are_of_their_quarter BEFORE INSERT ON duty_figures
WHEN NOT EXISTS (SELECT 1 FROM duty_quarters q WHERE q.organisation_id = NEW.organisation_id
    AND q.quarter_on = NEW.quarter_on AND q.taken_at = NEW.taken_at)
BEGIN SELECT RAISE(ABORT, 'figures are taken with their quarter'); END;

CREATE TRIGGER duty_figures_go_on BEFORE UPDATE ON duty_figures
WHEN NEW.taken_at <= OLD.taken_at OR NOT EXISTS (SELECT 1 FROM duty_quarters q
    WHERE q.organisation_id = NEW.organisation_id AND q.quarter_on = NEW.quarter_on AND q.taken_at = NEW.taken_at)
BEGIN SELECT RAISE(ABORT, 'figures of a quarter stay what they were'); END;

CREATE TRIGGER duty_figures_stay BEFORE DELETE ON duty_figures
BEGIN SELECT RAISE(ABORT, 'figures of a quarter stay what they were'); END;
