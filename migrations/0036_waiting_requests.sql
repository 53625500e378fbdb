-- Within how many working days a request is to be answered.
ALTER TABLE organisations ADD COLUMN answer_days BIGINT NOT NULL DEFAULT 2 CHECK (answer_days BETWEEN 1 AND 5);

-- Since when a request waits, where that is later than it was made: the librarian asked again.
ALTER TABLE requests ADD COLUMN waits_since TIMESTAMPTZ;

-- When facilitators were reminded that it waits.
ALTER TABLE requests ADD COLUMN reminded_at TIMESTAMPTZ;

-- Who was written to, once, about four weeks after a session: the offer to meet again, or the check-back. It says no
-- more than that they had a place, which stands in places; what they did with it is not stored.
CREATE TABLE check_backs (
    session_id UUID NOT NULL REFERENCES sessions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    sent_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (session_id, person_id)
);
