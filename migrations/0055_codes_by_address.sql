-- For whom a code was asked, as a keyed fingerprint, so that asking is limited for an address whether or not anybody has
-- it. It is forgotten with the first request after the code's life.
ALTER TABLE challenges ADD COLUMN asked_for BYTEA;
CREATE INDEX challenges_by_address ON challenges (asked_for, asked_at);
