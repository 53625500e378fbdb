-- The private address of somebody's calendar. Its secret is shown once and kept as a fingerprint alone. One row each at
-- the most: a new address ends the old one.
CREATE TABLE feeds (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    secret_hash BYTEA NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    made_at TIMESTAMPTZ NOT NULL
);
