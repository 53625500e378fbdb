-- What a facilitator offers at a time, and on what terms.
ALTER TABLE availabilities ADD COLUMN individual_supervision BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE availabilities ADD COLUMN group_supervision BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE availabilities ADD COLUMN hot_debrief BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE availabilities ADD COLUMN team_reflection BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE availabilities ADD COLUMN peer_support BOOLEAN NOT NULL DEFAULT FALSE;

-- How many places a group has (PRODUCT.md "Session kinds").
ALTER TABLE availabilities ADD COLUMN group_places BIGINT NOT NULL DEFAULT 8 CHECK (group_places BETWEEN 4 AND 8);

-- Whoever has no row here can be booked on the usual terms.
CREATE TABLE facilitator_terms (
    facilitator_id UUID NOT NULL PRIMARY KEY REFERENCES people (id),
    notice_hours BIGINT NOT NULL CHECK (notice_hours BETWEEN 0 AND 336),
    horizon_weeks BIGINT NOT NULL CHECK (horizon_weeks BETWEEN 1 AND 26),
    buffer_minutes BIGINT NOT NULL CHECK (buffer_minutes BETWEEN 0 AND 120),
    debrief_buffer_minutes BIGINT NOT NULL CHECK (debrief_buffer_minutes BETWEEN 0 AND 120),
    most_a_week BIGINT CHECK (most_a_week BETWEEN 1 AND 40)
);
