-- How often somebody was told of a session, which numbers the messages and the changes of their calendar's entry, and
-- whether it stands in their calendar now.
CREATE TABLE told (
    session_id UUID NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    sequence BIGINT NOT NULL,
    in_calendar BOOLEAN NOT NULL,
    PRIMARY KEY (session_id, person_id)
);
