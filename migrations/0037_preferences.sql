-- What somebody chose about their messages and their calendar. No row: what everybody begins with.
CREATE TABLE preferences (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    reminders TEXT NOT NULL CHECK (reminders IN ('none', 'day_before', 'week_and_day_before')),
    -- Whether entries of their calendar say what they are about.
    titles_tell BOOLEAN NOT NULL,
    chosen_at TIMESTAMPTZ NOT NULL
);
