-- A weekly pattern of times that a facilitator offers, in UK wall time.
CREATE TABLE availabilities (
    id UUID NOT NULL PRIMARY KEY,
    facilitator_id UUID NOT NULL REFERENCES people (id),
    -- ISO: 1 is Monday.
    weekday BIGINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_time TIME NOT NULL,
    until_time TIME NOT NULL,
    place TEXT NOT NULL,
    from_on DATE NOT NULL,
    until_on DATE NOT NULL,
    CHECK (until_time > from_time),
    CHECK (until_on >= from_on)
);

CREATE INDEX availabilities_by_facilitator ON availabilities (facilitator_id, until_on);
