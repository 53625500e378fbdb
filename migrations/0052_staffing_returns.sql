-- What an organisation counts once a year: its workforce, and those of it who are qualified librarians or knowledge
-- specialists. Whole-time equivalents in hundredths, so that sums are exact.
CREATE TABLE staffing_returns (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    -- The day that was counted.
    counted_on DATE NOT NULL,
    workforce_hundredths BIGINT NOT NULL CHECK (workforce_hundredths BETWEEN 1 AND 1000000000),
    qualified_hundredths BIGINT NOT NULL CHECK (qualified_hundredths BETWEEN 0 AND 1000000000),
    -- Where the figures come from.
    source TEXT NOT NULL,
    -- Kept when it turns out to be wrong, and shown to nobody.
    withdrawn_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX staffing_returns_one_a_day ON staffing_returns (organisation_id, counted_on)
    WHERE withdrawn_at IS NULL;
