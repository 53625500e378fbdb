-- Who changed what, and who looked at whose record. No foreign keys: a log outlives what it speaks of.
CREATE TABLE changes (
    id UUID NOT NULL PRIMARY KEY,
    changed_at TIMESTAMPTZ NOT NULL,
    actor_id UUID,
    action TEXT NOT NULL,
    thing_id UUID NOT NULL
);

CREATE TABLE looks (
    id UUID NOT NULL PRIMARY KEY,
    looked_at TIMESTAMPTZ NOT NULL,
    viewer_id UUID NOT NULL,
    subject_id UUID NOT NULL,
    item TEXT NOT NULL
);

-- The subject's own page: the newest first.
CREATE INDEX looks_by_subject ON looks (subject_id, looked_at);
