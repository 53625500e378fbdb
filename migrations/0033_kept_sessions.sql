-- A session that its facilitator keeps although it lies outside what they offer: not listed again while `why` holds.
CREATE TABLE kept_sessions (
    session_id UUID NOT NULL REFERENCES sessions (id),
    facilitator_id UUID NOT NULL REFERENCES people (id),
    why TEXT NOT NULL,
    PRIMARY KEY (session_id, facilitator_id)
);
