-- A roster file between its upload and its confirmation, sealed like a message: it is full of people who have
-- not been told of it yet. One for each person; it goes when it is confirmed or withdrawn, and after a day.
CREATE TABLE roster_imports (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL UNIQUE REFERENCES people (id),
    sealed BYTEA NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL
);
