-- Each person's own data key, wrapped by the service's key. Deleting it makes what it sealed unreadable.
CREATE TABLE person_keys (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES people (id),
    wrapped BYTEA NOT NULL
);

-- A check-in: answers, note and time of day are sealed with the author's key; only the day is readable,
-- because a release counts by quarter and retention by age.
CREATE TABLE check_ins (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id),
    made_on DATE NOT NULL,
    sealed BYTEA NOT NULL
);

CREATE INDEX check_ins_by_person ON check_ins (person_id, made_on);
