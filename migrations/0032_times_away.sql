-- When a facilitator offers nothing although it is published. No reason is kept.
CREATE TABLE times_away (
    id UUID NOT NULL PRIMARY KEY,
    facilitator_id UUID NOT NULL REFERENCES people (id),
    starts_at TIMESTAMPTZ NOT NULL,
    -- Half-open, as every stretch of time is.
    until_at TIMESTAMPTZ NOT NULL,
    CHECK (until_at > starts_at)
);

CREATE INDEX times_away_by_facilitator ON times_away (facilitator_id, until_at);

-- Changing an availability withdraws it and publishes another. A space stays set aside for what was published in
-- it, as sessions booked in those times still hold it and must not be told from times that nobody booked.
ALTER TABLE availabilities ADD COLUMN withdrawn_at TIMESTAMPTZ;
