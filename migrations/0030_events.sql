-- A date that the organisation lists: a Schwartz Round, or something else of its own. It is listed and not run here:
-- it holds nobody's diary and no space.
CREATE UNIQUE INDEX people_of_organisation ON people (id, organisation_id);

CREATE TABLE events (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL CHECK (kind IN ('schwartz_round', 'other')),
    -- What the organisation calls it; a Schwartz Round is called that.
    name TEXT,
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    place TEXT NOT NULL,
    audience TEXT NOT NULL,
    cancelled_at TIMESTAMPTZ,
    UNIQUE (id, organisation_id),
    CHECK (ends_at > starts_at),
    CHECK ((kind = 'other') = (name IS NOT NULL))
);

CREATE INDEX events_by_organisation ON events (organisation_id, ends_at);

-- Who would like to come: theirs alone, without the time they said so. It is deleted when they change their mind.
CREATE TABLE wishes (
    event_id UUID NOT NULL,
    person_id UUID NOT NULL,
    organisation_id UUID NOT NULL,
    PRIMARY KEY (event_id, person_id),
    FOREIGN KEY (event_id, organisation_id) REFERENCES events (id, organisation_id),
    FOREIGN KEY (person_id, organisation_id) REFERENCES people (id, organisation_id)
);

CREATE INDEX wishes_by_person ON wishes (person_id);
