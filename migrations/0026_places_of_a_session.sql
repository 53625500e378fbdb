-- How many places a session has, and whether it was booked from the list of times that facilitators publish: what
-- was not was called by a lead or proposed in answer to a request, and is by invitation. It also counts its changes: each move or cancellation is one more, for messages and calendars.
ALTER TABLE sessions ADD COLUMN places BIGINT NOT NULL DEFAULT 1 CHECK (places BETWEEN 1 AND 500);
ALTER TABLE sessions ADD COLUMN in_list BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE sessions ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;

UPDATE sessions SET in_list = TRUE WHERE kind = 'individual_supervision';
UPDATE sessions SET places = 8 WHERE kind = 'group_supervision';
UPDATE sessions SET places = 500 WHERE kind IN ('hot_debrief', 'team_reflection');

-- Two who book the first place of a group at once find one group, not two.
CREATE UNIQUE INDEX sessions_one_group ON sessions (facilitator_id, starts_at)
    WHERE in_list AND kind = 'group_supervision' AND cancelled_at IS NULL;

CREATE UNIQUE INDEX sessions_with_places ON sessions (id, places);

-- The seats of a session that somebody holds: booked, or offered to one who waited. Like the diary it holds live
-- claims only; a row goes when its place is given back. A seat is one person's, and there is none beyond the last:
-- a session cannot be overbooked, whoever is faster.
CREATE TABLE seats (
    session_id UUID NOT NULL,
    seat BIGINT NOT NULL,
    seats BIGINT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (session_id, seat),
    UNIQUE (session_id, person_id),
    FOREIGN KEY (session_id, seats) REFERENCES sessions (id, places),
    CHECK (seat BETWEEN 1 AND seats)
);

INSERT INTO seats (session_id, seat, seats, person_id)
SELECT p.session_id, ROW_NUMBER() OVER (PARTITION BY p.session_id ORDER BY p.booked_at, p.id), s.places, p.person_id
FROM places p JOIN sessions s ON s.id = p.session_id
WHERE p.cancelled_at IS NULL AND s.cancelled_at IS NULL;

-- Who waits for a place, in their order. A row goes when a place is offered, and when its person leaves the list:
-- nothing tells afterwards that somebody waited.
CREATE TABLE waiting (
    session_id UUID NOT NULL REFERENCES sessions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    turn BIGINT NOT NULL,
    PRIMARY KEY (session_id, person_id),
    UNIQUE (session_id, turn)
);

CREATE INDEX waiting_by_person ON waiting (person_id);

-- A place held for somebody who waited, until they take it or the time is over; then the row goes.
CREATE TABLE offers (
    id UUID NOT NULL PRIMARY KEY,
    session_id UUID NOT NULL,
    person_id UUID NOT NULL,
    held_until TIMESTAMPTZ NOT NULL,
    UNIQUE (session_id, person_id),
    FOREIGN KEY (session_id, person_id) REFERENCES seats (session_id, person_id)
);

CREATE INDEX offers_by_person ON offers (person_id);
CREATE INDEX offers_by_end ON offers (held_until);
