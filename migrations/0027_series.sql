-- Sessions booked as a series: one librarian, one facilitator, the same time by the clock every so many weeks.
CREATE TABLE series (
    id UUID NOT NULL PRIMARY KEY,
    every_weeks BIGINT NOT NULL CHECK (every_weeks BETWEEN 1 AND 12)
);

ALTER TABLE sessions ADD COLUMN series_id UUID REFERENCES series (id);

CREATE INDEX sessions_by_series ON sessions (series_id, starts_at);
