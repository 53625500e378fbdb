-- A librarian whom a lead has left out of a debrief: an act of its own, with who did it (PAINS P35). Everybody else
-- on the roster is invited.
CREATE TABLE left_out (
    session_id UUID NOT NULL REFERENCES sessions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    left_out_by UUID NOT NULL REFERENCES people (id),
    left_out_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (session_id, person_id)
);

-- Whether a called debrief waits for another facilitator. One that its lead runs has none and waits for none.
ALTER TABLE sessions ADD COLUMN facilitator_wanted BOOLEAN NOT NULL DEFAULT FALSE
    CHECK (NOT facilitator_wanted OR facilitator_id IS NULL);
