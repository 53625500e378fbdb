-- A session holds its kind, time, place and people, and nothing that was said in it (promise 3).
CREATE TABLE sessions (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL CHECK (kind IN ('individual_supervision', 'group_supervision', 'hot_debrief',
        'team_reflection', 'peer_support')),
    facilitator_id UUID REFERENCES people (id),
    team_id UUID REFERENCES teams (id),
    called_by UUID REFERENCES people (id),
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    place TEXT NOT NULL,
    cancelled_at TIMESTAMPTZ,
    CHECK (ends_at > starts_at)
);

CREATE INDEX sessions_by_facilitator ON sessions (facilitator_id, starts_at);
CREATE INDEX sessions_by_team ON sessions (team_id, starts_at);

-- A place: one seat, with its own state. Cancelled and booked again is a second row.
CREATE TABLE places (
    id UUID NOT NULL PRIMARY KEY,
    session_id UUID NOT NULL REFERENCES sessions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    booked_at TIMESTAMPTZ NOT NULL,
    cancelled_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX places_one_each ON places (session_id, person_id) WHERE cancelled_at IS NULL;
CREATE INDEX places_by_person ON places (person_id, session_id);

-- Who was offered a session. Not answering leaves nothing but this row, which its lead sees only as a number.
CREATE TABLE invitations (
    session_id UUID NOT NULL REFERENCES sessions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (session_id, person_id)
);

CREATE INDEX invitations_by_person ON invitations (person_id, session_id);

-- Whether a session took place, as each of its people says. There is no "no-show".
CREATE TABLE occurrences (
    session_id UUID NOT NULL REFERENCES sessions (id),
    confirmed_by UUID NOT NULL REFERENCES people (id),
    confirmed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (session_id, confirmed_by)
);

-- The diary: who (or which room) is taken when. A row goes when its session is cancelled, so it holds
-- live claims only. The next step makes overlap impossible, for every kind of owner with one rule.
CREATE TABLE diary (
    owner_id UUID NOT NULL,
    session_id UUID NOT NULL REFERENCES sessions (id),
    starts_at TIMESTAMPTZ NOT NULL,
    -- Half-open: the block includes the buffer after a session, and touching blocks do not overlap.
    until_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (owner_id, session_id),
    CHECK (until_at > starts_at)
);

CREATE INDEX diary_by_owner ON diary (owner_id, starts_at);
