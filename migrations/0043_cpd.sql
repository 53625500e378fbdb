-- What somebody counts towards their own professional development: a session of theirs that took place, ticked by
-- themselves. It is theirs alone, so a row says nothing beyond whose and which, and it goes with the session.
CREATE TABLE cpd_ticks (
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    session_id UUID NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    PRIMARY KEY (person_id, session_id)
);

CREATE INDEX cpd_ticks_by_session ON cpd_ticks (session_id);
