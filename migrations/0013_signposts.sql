-- A signpost: one entry of the directory of help. Opening one is never recorded: there is no table for it.
CREATE TABLE signposts (
    id UUID NOT NULL PRIMARY KEY,
    -- None: for everybody, whoever employs them.
    organisation_id UUID REFERENCES organisations (id),
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    who_for TEXT NOT NULL,
    not_for TEXT,
    -- OSM opening_hours, "by appointment", or empty: not known.
    hours TEXT NOT NULL,
    cost TEXT NOT NULL,
    wait TEXT NOT NULL,
    -- Who will know you made contact, in a sentence, and whether the employer is among them.
    who_will_know TEXT NOT NULL,
    employer_knows BOOLEAN NOT NULL,
    free BOOLEAN NOT NULL,
    -- Among entries for the same need, the lowest is the one to try first.
    try_order BIGINT NOT NULL CHECK (try_order >= 1),
    -- Who keeps the entry right, and by when they must look at it again.
    owner TEXT NOT NULL,
    checked_on DATE NOT NULL,
    next_check_on DATE NOT NULL CHECK (next_check_on > checked_on),
    -- An example of the demonstration, not a real service.
    example BOOLEAN NOT NULL
);

-- A way to reach it, the best first.
CREATE TABLE signpost_ways (
    signpost_id UUID NOT NULL REFERENCES signposts (id),
    position BIGINT NOT NULL,
    means TEXT NOT NULL CHECK (means IN ('phone', 'text', 'web', 'email', 'in_person')),
    -- A number, an https address, an email address or a place.
    value TEXT NOT NULL,
    -- What to do once through: "choose option 2".
    note TEXT,
    PRIMARY KEY (signpost_id, position)
);

CREATE TABLE signpost_needs (
    signpost_id UUID NOT NULL REFERENCES signposts (id),
    need TEXT NOT NULL CHECK (need IN ('distress', 'strain', 'sleep', 'money', 'bullying', 'bereavement',
        'relationships', 'menopause', 'substance_use')),
    PRIMARY KEY (signpost_id, need)
);
