-- A signpost: one entry of the directory of help. Opening one is never recorded: there is no table for it.
CREATE TABLE signposts (
    id UUID NOT NULL PRIMARY KEY,
    -- None: national, for everybody.
    organisation_id UUID REFERENCES organisations (id),
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    who_for TEXT NOT NULL,
    not_for TEXT,
    -- OSM opening_hours, "by appointment", or empty: not known.
    hours TEXT NOT NULL,
    cost TEXT NOT NULL,
    wait TEXT NOT NULL,
    -- Who will know you made contact.
    who_will_know TEXT NOT NULL,
    employer_knows BOOLEAN NOT NULL,
    free BOOLEAN NOT NULL,
    try_order BIGINT NOT NULL,
    owner TEXT NOT NULL,
    checked_on DATE NOT NULL,
    next_check_on DATE NOT NULL,
    -- An example of the demonstration, not a real service.
    example BOOLEAN NOT NULL
);

CREATE TABLE signpost_ways (
    signpost_id UUID NOT NULL REFERENCES signposts (id),
    position BIGINT NOT NULL,
    means TEXT NOT NULL CHECK (means IN ('phone', 'text', 'web', 'email', 'in_person')),
    value TEXT NOT NULL,
    PRIMARY KEY (signpost_id, position)
);

CREATE TABLE signpost_needs (
    signpost_id UUID NOT NULL REFERENCES signposts (id),
    need TEXT NOT NULL CHECK (need IN ('distress', 'strain', 'sleep', 'money', 'bullying', 'bereavement',
        'relationships', 'menopause', 'substance_use')),
    PRIMARY KEY (signpost_id, need)
);
