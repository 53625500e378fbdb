-- Two spells of one person on one team never overlap.
CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER TABLE placements ADD CONSTRAINT placements_one_spell EXCLUDE USING gist (
    team_id WITH =, person_id WITH =, daterange(from_on, to_on, '[]') WITH &&);
