-- Kinds of support that have no word of ours, under the team's own name for them; and when somebody last
-- looked whether an arrangement is still as written. SQLite cannot widen a CHECK, so the table is made anew.
CREATE TABLE arrangements_with_names (
    id UUID NOT NULL PRIMARY KEY,
    team_id UUID NOT NULL REFERENCES teams (id),
    kind TEXT NOT NULL CHECK (kind IN ('team_debrief', 'team_reflection', 'group_supervision',
        'individual_supervision', 'peer_support', 'schwartz_rounds', 'other')),
    -- The team's own name of a kind that has no word of ours; empty for the others.
    name TEXT NOT NULL,
    -- The day from which it includes librarians; none while it does not.
    includes_since DATE,
    -- The day on which a lead last said that this is how it is.
    reviewed_on DATE,
    CHECK ((kind = 'other') = (name <> ''))
);

INSERT INTO arrangements_with_names (id, team_id, kind, name, includes_since)
    SELECT id, team_id, kind, '', includes_since FROM arrangements;
DROP TABLE arrangements;
ALTER TABLE arrangements_with_names RENAME TO arrangements;
CREATE UNIQUE INDEX arrangements_one_each ON arrangements (team_id, kind, lower(name));
