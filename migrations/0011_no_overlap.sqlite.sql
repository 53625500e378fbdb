-- One owner is in one place at a time. An insert that would overlap is ignored, as PostgreSQL's
-- ON CONFLICT DO NOTHING ignores it, so that both engines answer "no row".
CREATE TRIGGER diary_no_overlap BEFORE INSERT ON diary
WHEN EXISTS (
    SELECT 1 FROM diary d WHERE d.owner_id = NEW.owner_id
    AND d.starts_at < NEW.until_at AND d.until_at > NEW.starts_at)
BEGIN SELECT RAISE(IGNORE); END;

CREATE TRIGGER diary_stays_put BEFORE UPDATE ON diary
BEGIN SELECT RAISE(ABORT, 'a diary entry is removed and made again, never moved'); END;
