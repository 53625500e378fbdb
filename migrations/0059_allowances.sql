-- How much of an allowance is used up: codes asked for, and wrong ones typed, for an address or from a browser that signed
-- in with it before. `whose` is a keyed fingerprint, kept whether or not anybody has that address, and gone with the first
-- code that is asked for once the allowance is whole again. One statement takes from it, so that two requests at the same
-- moment cannot both take the last.
CREATE TABLE allowances (
    whose BYTEA NOT NULL,
    of_what TEXT NOT NULL CHECK (of_what IN ('codes', 'wrong_codes')),
    used BIGINT NOT NULL CHECK (used >= 0),
    whole_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (whose, of_what)
);
CREATE INDEX allowances_by_age ON allowances (whole_at);

-- A request for a code is no longer counted by its own rows. Whether it came from a browser that had signed in with that
-- address before.
DROP INDEX challenges_by_address;
ALTER TABLE challenges ADD COLUMN known_browser BOOLEAN NOT NULL DEFAULT FALSE;
