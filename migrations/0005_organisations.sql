CREATE TABLE organisations (
    id UUID NOT NULL PRIMARY KEY,
    -- Three to ten letters and digits; no meaning is ever read into them (FACTS 6).
    ods_code TEXT NOT NULL UNIQUE CHECK (length(ods_code) BETWEEN 3 AND 10),
    name TEXT NOT NULL,
    -- The organisation's interval for supervision; a local rule, not a national one (FACTS 1.2).
    supervision_weeks BIGINT NOT NULL DEFAULT 6 CHECK (supervision_weeks BETWEEN 4 AND 12),
    -- Whether this is the demonstration, with invented people: such a database never serves real ones.
    demonstration BOOLEAN NOT NULL
);

CREATE TABLE sites (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    ods_code TEXT NOT NULL CHECK (length(ods_code) BETWEEN 3 AND 10),
    name TEXT NOT NULL,
    UNIQUE (organisation_id, ods_code)
);
