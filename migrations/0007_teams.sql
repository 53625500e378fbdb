CREATE TABLE teams (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    site_id UUID NOT NULL REFERENCES sites (id),
    -- Treatment function code (NHS Data Dictionary); never a main specialty code.
    specialty TEXT NOT NULL CHECK (length(specialty) = 3),
    name TEXT NOT NULL,
    UNIQUE (organisation_id, name)
);

CREATE TABLE team_leads (
    team_id UUID NOT NULL REFERENCES teams (id),
    person_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (team_id, person_id)
);

CREATE INDEX team_leads_by_person ON team_leads (person_id);

-- A spell on a team. Ending it and rejoining makes a second row: history is never merged.
CREATE TABLE placements (
    id UUID NOT NULL PRIMARY KEY,
    team_id UUID NOT NULL REFERENCES teams (id),
    person_id UUID NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    -- Hundredths of a whole-time equivalent, so that sums are exact.
    wte_hundredths BIGINT NOT NULL CHECK (wte_hundredths BETWEEN 1 AND 100),
    from_on DATE NOT NULL,
    -- The last day; none while it is open.
    to_on DATE,
    added_by UUID NOT NULL REFERENCES people (id),
    CHECK (to_on IS NULL OR to_on >= from_on)
);

CREATE INDEX placements_by_team ON placements (team_id, from_on);
CREATE INDEX placements_by_person ON placements (person_id, from_on);

CREATE TABLE arrangements (
    id UUID NOT NULL PRIMARY KEY,
    team_id UUID NOT NULL REFERENCES teams (id),
    kind TEXT NOT NULL CHECK (kind IN ('team_debrief', 'team_reflection', 'group_supervision',
        'individual_supervision', 'peer_support', 'schwartz_rounds')),
    -- The day from which it includes librarians; none while it does not.
    includes_since DATE,
    UNIQUE (team_id, kind)
);
