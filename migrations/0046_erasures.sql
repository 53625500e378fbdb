-- What somebody deleted themselves, as it also stands in the ledger outside the database, so that a restored backup can
-- be brought up to it. It names nobody: `about` is the id of a check-in that is gone, or a fingerprint of the entry's
-- and a person's ids that only the service's own key makes: no two entries share one.
CREATE TABLE erasures (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('check_in', 'check_ins', 'check_in_months', 'record', 'record_and_sessions')),
    about TEXT NOT NULL,
    erased_at TIMESTAMPTZ NOT NULL,
    -- For how many months somebody wants their check-ins kept; none: as long as the service keeps them.
    months BIGINT
);

-- For how many months somebody wants their check-ins kept, where that is less than the service keeps them.
CREATE TABLE check_in_lives (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    months BIGINT NOT NULL CHECK (months IN (1, 3, 6, 12))
);
