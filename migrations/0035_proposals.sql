-- A facilitator takes a request out of the open queue: from then on it is theirs alone to see, until they put it back
-- or the librarian asks again.
ALTER TABLE requests ADD COLUMN taken_by UUID REFERENCES people (id);

CREATE INDEX requests_by_taker ON requests (taken_by);

-- A time proposed for a request. It is a session that nobody holds a place in yet, so that it holds the diary of its
-- facilitator and space as any other. Choosing one makes it a session like others; those not chosen leave no row.
CREATE TABLE proposals (
    session_id UUID NOT NULL PRIMARY KEY REFERENCES sessions (id),
    request_id UUID NOT NULL REFERENCES requests (id)
);

CREATE INDEX proposals_by_request ON proposals (request_id);
