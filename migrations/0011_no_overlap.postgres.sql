-- One owner is in one place at a time.
ALTER TABLE diary ADD CONSTRAINT diary_no_overlap EXCLUDE USING gist (
    owner_id WITH =, tstzrange(starts_at, until_at) WITH &&);

CREATE FUNCTION diary_stays_put() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a diary entry is removed and made again, never moved';
END $$;

CREATE TRIGGER diary_stays_put BEFORE UPDATE ON diary FOR EACH STATEMENT EXECUTE FUNCTION diary_stays_put();
