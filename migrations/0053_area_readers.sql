-- Who reads the figures of all organisations in an area and in the areas within it: a regional or national lead, who
-- is registered in one of the organisations of the service.
CREATE TABLE area_readers (
    area_id UUID NOT NULL REFERENCES areas (id),
    person_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (area_id, person_id)
);

CREATE INDEX area_readers_by_person ON area_readers (person_id);
