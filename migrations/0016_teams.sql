-- The team's code in the employer's own systems, which rosters from there use; none: it has none.
ALTER TABLE teams ADD COLUMN code TEXT CHECK (length(code) BETWEEN 1 AND 20);
CREATE UNIQUE INDEX teams_by_code ON teams (organisation_id, upper(code));
-- "ITU" and "Itu" would be one team to everybody who reads a list.
CREATE UNIQUE INDEX teams_by_name ON teams (organisation_id, lower(name));

-- When the librarian said that it is right. Their own affair: not saying so leaves nothing for anybody to see.
ALTER TABLE placements ADD COLUMN confirmed_at TIMESTAMPTZ;
