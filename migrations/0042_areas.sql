-- The regions and the nation that organisations belong to, as many levels as there are: an area lies in another or in none.
-- A deployment of one trust has none.
CREATE TABLE areas (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    within_id UUID REFERENCES areas (id),
    CHECK (within_id <> id)
);

CREATE INDEX areas_by_parent ON areas (within_id);

ALTER TABLE organisations ADD COLUMN area_id UUID REFERENCES areas (id);

CREATE INDEX organisations_by_area ON organisations (area_id);
