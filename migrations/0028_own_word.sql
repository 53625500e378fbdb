-- Whether a session took place, as each of its people says: its facilitator of the session, and whoever held a
-- place of themselves alone. Taking a word back removes its row.
ALTER TABLE occurrences ADD COLUMN word TEXT NOT NULL DEFAULT 'took_place' CHECK (word IN ('took_place', 'did_not'));
