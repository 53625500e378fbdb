-- The day on which a placement was written down. Whoever is counted in a release was on a roster at the time: days that are
-- written down afterwards make no group larger. None: written before this was kept, and taken to be the first day.
ALTER TABLE placements ADD COLUMN recorded_on DATE;
