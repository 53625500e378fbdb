-- Nothing of either log goes before its instant here. Only retention moves it on (0045); the row cannot be removed.
CREATE TABLE log_horizons (
    log TEXT NOT NULL PRIMARY KEY CHECK (log IN ('changes', 'looks')),
    kept_from TIMESTAMPTZ NOT NULL
);
INSERT INTO log_horizons (log, kept_from) VALUES ('changes', '1970-01-01T00:00:00+00:00'), ('looks', '1970-01-01T00:00:00+00:00');

CREATE INDEX changes_by_age ON changes (changed_at);
CREATE INDEX looks_by_age ON looks (looked_at);

-- The day on which retention last ran: of several processes one alone can move it on.
CREATE TABLE retention_turn (
    only_one BOOLEAN NOT NULL PRIMARY KEY CHECK (only_one),
    ran_on DATE NOT NULL
);
INSERT INTO retention_turn (only_one, ran_on) VALUES (TRUE, '1970-01-01');

-- What retention has deleted: when, of which kind, and between which numbers it lay. Nobody's, and of no organisation:
-- of what people choose even the number would tell in a small trust, so that is kept as a band alone.
CREATE TABLE retention_receipts (
    run_id UUID NOT NULL,
    line TEXT NOT NULL,
    ran_at TIMESTAMPTZ NOT NULL,
    least BIGINT NOT NULL CHECK (least >= 0),
    most BIGINT NOT NULL CHECK (most >= least),
    PRIMARY KEY (run_id, line)
);
CREATE INDEX retention_receipts_by_age ON retention_receipts (ran_at);

-- When a request was answered, which is when it closed.
ALTER TABLE requests ADD COLUMN answered_at TIMESTAMPTZ;

-- What retention looks for.
CREATE INDEX check_ins_by_age ON check_ins (made_on);
CREATE INDEX sessions_by_age ON sessions (ends_at);
CREATE INDEX requests_by_session ON requests (session_id);
CREATE INDEX diary_by_session ON diary (session_id);
CREATE INDEX events_by_age ON events (ends_at);
CREATE INDEX sign_ins_by_age ON sign_ins (expires_at);
CREATE INDEX challenges_by_age ON challenges (expires_at);
CREATE INDEX submissions_by_age ON submissions (sent_at);
CREATE INDEX availabilities_by_age ON availabilities (until_on);
CREATE INDEX times_away_by_age ON times_away (until_at);
CREATE INDEX closure_days_by_age ON closure_days (closed_on);
CREATE INDEX placements_by_end ON placements (to_on);
CREATE INDEX people_by_leaving ON people (left_at);
CREATE INDEX roster_imports_by_age ON roster_imports (uploaded_at);
