-- A librarian's request for a debrief: the window that follows from the answers, never the event (PRODUCT.md).
CREATE TABLE requests (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id),
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    team_id UUID REFERENCES teams (id),
    company TEXT NOT NULL CHECK (company IN ('team', 'one_other', 'group')),
    earliest_on DATE NOT NULL,
    latest_on DATE NOT NULL,
    mornings BOOLEAN NOT NULL,
    afternoons BOOLEAN NOT NULL,
    evenings BOOLEAN NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    -- The session a facilitator offered in answer.
    session_id UUID REFERENCES sessions (id),
    withdrawn_at TIMESTAMPTZ,
    CHECK (latest_on >= earliest_on)
);

CREATE INDEX requests_open ON requests (organisation_id, asked_at);
CREATE INDEX requests_by_person ON requests (person_id, asked_at);
