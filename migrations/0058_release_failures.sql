-- A release that is due and could not be made by itself: when it was tried, and what was found. It goes when the release is
-- made. It holds no figure and no person.
CREATE TABLE release_failures (
    -- The first day of the quarter.
    quarter_on DATE NOT NULL PRIMARY KEY,
    -- What the message about it names.
    id UUID NOT NULL,
    first_at TIMESTAMPTZ NOT NULL,
    tried_at TIMESTAMPTZ NOT NULL,
    found TEXT NOT NULL,
    -- When service managers were told: once.
    told_at TIMESTAMPTZ
);
