-- A space: a room that staff may use, in and outside staffed hours, and where a session can be held.
CREATE UNIQUE INDEX sites_of_organisation ON sites (id, organisation_id);

CREATE TABLE spaces (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    site_id UUID NOT NULL,
    name TEXT NOT NULL,
    how_to_find TEXT NOT NULL,
    -- How many people fit.
    capacity BIGINT NOT NULL CHECK (capacity BETWEEN 1 AND 500),
    -- The four uses of the learning space policy (FACTS 1.4): a space without one is not one.
    for_reflection BOOLEAN NOT NULL,
    for_wellbeing BOOLEAN NOT NULL,
    for_collaboration BOOLEAN NOT NULL,
    for_technology BOOLEAN NOT NULL,
    step_free BOOLEAN NOT NULL,
    -- Whether people can meet in it unheard, so that a session can be held there.
    holds_sessions BOOLEAN NOT NULL,
    -- Both are OSM opening_hours: while somebody staffs it, and when people get in without; 'off': never.
    staffed_hours TEXT NOT NULL,
    unstaffed_hours TEXT NOT NULL,
    way_in TEXT,
    managed_by TEXT NOT NULL,
    -- Closed for now: not listed, and not chosen for anything new. What is held in it stays held.
    closed_at TIMESTAMPTZ,
    UNIQUE (site_id, name),
    UNIQUE (id, organisation_id),
    FOREIGN KEY (site_id, organisation_id) REFERENCES sites (id, organisation_id),
    CHECK (for_reflection OR for_wellbeing OR for_collaboration OR for_technology),
    CHECK (unstaffed_hours = 'off' OR way_in IS NOT NULL)
);

CREATE INDEX spaces_by_organisation ON spaces (organisation_id);

-- A session in a space holds it in the diary, as it holds its people. Its place in words stays what was sent.
ALTER TABLE sessions ADD COLUMN space_id UUID REFERENCES spaces (id);
ALTER TABLE availabilities ADD COLUMN space_id UUID REFERENCES spaces (id);

CREATE INDEX sessions_by_space ON sessions (space_id, starts_at);
CREATE INDEX availabilities_by_space ON availabilities (space_id, until_on);
