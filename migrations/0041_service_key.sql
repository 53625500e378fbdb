-- The service's own key, wrapped under its secret: what the outbox seals and what sign-ins, calendars and codes are
-- recognised by hangs from it, so that a new secret wraps one row again instead of breaking them. The program fills
-- `wrapped` when it first opens the database; a secret that does not open it is refused.
-- `generation` counts the secrets: it is one more after each change.
CREATE TABLE service_key (
    only_one BOOLEAN NOT NULL PRIMARY KEY CHECK (only_one),
    generation BIGINT NOT NULL UNIQUE,
    wrapped BYTEA
);

INSERT INTO service_key (only_one, generation) VALUES (TRUE, 1);

-- A person's key says under which secret it is wrapped. A program that still runs with the old secret cannot add one
-- after the change: nobody could ever open it again.
CREATE TABLE person_keys_of_a_generation (
    person_id UUID NOT NULL PRIMARY KEY REFERENCES people (id),
    wrapped BYTEA NOT NULL,
    generation BIGINT NOT NULL REFERENCES service_key (generation) ON UPDATE CASCADE
);

INSERT INTO person_keys_of_a_generation (person_id, wrapped, generation) SELECT person_id, wrapped, 1 FROM person_keys;

DROP TABLE person_keys;

ALTER TABLE person_keys_of_a_generation RENAME TO person_keys;
