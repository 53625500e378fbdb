-- The outbox with every fate that a message can have (PAINS P16 to P18). What a message is about, whom it is for, its
-- kind and its number name it: the same message cannot be posted twice, however often an action is sent.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    thing UUID NOT NULL,
    recipient_id UUID NOT NULL,
    kind TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    -- The encrypted message; erased when it can no longer go.
    sealed BYTEA,
    -- claimed: one process alone may send it. sending: handed to the mail server. unknown: handed over, and nobody
    -- answered. let_be: somebody decided not to send such a one again. dropped: too late to be of use.
    state TEXT NOT NULL CHECK (state IN
        ('waiting', 'claimed', 'sending', 'sent', 'failed', 'unknown', 'let_be', 'dropped')),
    posted_at TIMESTAMPTZ NOT NULL,
    -- Not before, and not from then on; and not before the next try.
    due_at TIMESTAMPTZ NOT NULL,
    next_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ,
    -- How often it was claimed: whoever claimed it earlier no longer settles it.
    tries BIGINT NOT NULL DEFAULT 0,
    claimed_at TIMESTAMPTZ,
    -- The day in the United Kingdom on which its state was settled.
    settled_on DATE,
    UNIQUE (thing, recipient_id, kind, sequence),
    CHECK ((sealed IS NULL) = (state IN ('sent', 'failed', 'let_be', 'dropped'))),
    CHECK ((settled_on IS NULL) = (state IN ('waiting', 'claimed', 'sending')))
);

-- What waited under the old keys still goes; each names itself, since the old keys were texts.
INSERT INTO outbox (id, thing, recipient_id, kind, sequence, sealed, state, posted_at, due_at, next_at)
SELECT id, id, recipient_id, 'before', 0, sealed, 'waiting', posted_at, posted_at, posted_at
FROM messages WHERE state = 'waiting' AND recipient_id IS NOT NULL;

-- Of what was being sent nobody knows whether it arrived.
INSERT INTO outbox (id, thing, recipient_id, kind, sequence, sealed, state, posted_at, due_at, next_at, settled_on)
SELECT id, id, recipient_id, 'before', 0, sealed, 'unknown', posted_at, posted_at, posted_at, date(claimed_at)
FROM messages WHERE state = 'sending' AND recipient_id IS NOT NULL;

DROP TABLE messages;
ALTER TABLE outbox RENAME TO messages;

CREATE INDEX messages_due ON messages (state, next_at);
CREATE INDEX messages_by_recipient ON messages (recipient_id, state);
CREATE INDEX messages_by_day ON messages (settled_on, state);
