CREATE TABLE people (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    -- Kept in lower case, so that two spellings of an address are one person.
    email TEXT NOT NULL CHECK (email = lower(email)),
    job_title TEXT NOT NULL,
    profession TEXT NOT NULL CHECK (profession IN ('librarian', 'other')),
    line_manager_id UUID REFERENCES people (id),
    joined_at TIMESTAMPTZ NOT NULL,
    left_at TIMESTAMPTZ,
    UNIQUE (organisation_id, email)
);

-- Sign-in looks for an address across organisations.
CREATE INDEX people_by_email ON people (email);

-- Leads are not here: they stand beside their team. Librarians are not here: they stand on a roster.
CREATE TABLE roles (
    person_id UUID NOT NULL REFERENCES people (id),
    role TEXT NOT NULL CHECK (role IN ('facilitator', 'hr', 'service_manager')),
    PRIMARY KEY (person_id, role)
);

-- A request for a one-time code. A row is written whether or not anybody has that address, so that
-- neither the answer nor its timing tells who is known here.
CREATE TABLE challenges (
    id UUID NOT NULL PRIMARY KEY,
    asked_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    tries_left BIGINT NOT NULL CHECK (tries_left >= 0),
    used_at TIMESTAMPTZ
);

-- One code for each person with that address: a person of two organisations has two accounts.
CREATE TABLE codes (
    challenge_id UUID NOT NULL REFERENCES challenges (id),
    person_id UUID NOT NULL REFERENCES people (id),
    fingerprint BYTEA NOT NULL,
    PRIMARY KEY (challenge_id, person_id)
);

CREATE TABLE sign_ins (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id),
    fingerprint BYTEA NOT NULL UNIQUE,
    started_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);

CREATE INDEX sign_ins_by_person ON sign_ins (person_id, ended_at);
