-- A session is never held in another organisation's space.
ALTER TABLE sessions ADD CONSTRAINT sessions_space_of_the_organisation
    FOREIGN KEY (space_id, organisation_id) REFERENCES spaces (id, organisation_id);
