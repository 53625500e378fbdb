-- A directory file between its preview and its confirmation: the entries as they were read from it, and what the
-- file says that this service has no place for. It goes when it is confirmed or withdrawn, or after a day.
CREATE TABLE directory_imports (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    person_id UUID NOT NULL REFERENCES people (id),
    file_name TEXT NOT NULL,
    -- JSON.
    entries TEXT NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX directory_imports_by_age ON directory_imports (uploaded_at);

-- When a thing was last changed, for those who ask for the directory again.
CREATE INDEX changes_by_thing ON changes (thing_id, changed_at);
