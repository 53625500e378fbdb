-- Two spells of one person on one team never overlap. An insert that would is ignored, as PostgreSQL's
-- ON CONFLICT DO NOTHING ignores it, so that both engines answer "no row".
CREATE TRIGGER placements_one_spell BEFORE INSERT ON placements
WHEN EXISTS (
    SELECT 1 FROM placements p WHERE p.team_id = NEW.team_id AND p.person_id = NEW.person_id
    AND p.from_on <= COALESCE(NEW.to_on, '9999-12-31') AND COALESCE(p.to_on, '9999-12-31') >= NEW.from_on)
BEGIN SELECT RAISE(IGNORE); END;

CREATE TRIGGER placements_stay_one_spell BEFORE UPDATE ON placements
WHEN EXISTS (
    SELECT 1 FROM placements p WHERE p.id <> NEW.id AND p.team_id = NEW.team_id AND p.person_id = NEW.person_id
    AND p.from_on <= COALESCE(NEW.to_on, '9999-12-31') AND COALESCE(p.to_on, '9999-12-31') >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'two spells on one team overlap'); END;
