-- Messages, written in the transaction of the action that causes them and sent after it.
-- `sealed` is the encrypted message (recipient, subject, text); it is erased when the message has gone.
CREATE TABLE messages (
    id UUID NOT NULL PRIMARY KEY,
    -- Thing, recipient, kind and number: the same message cannot be posted twice.
    message_key TEXT NOT NULL UNIQUE,
    sealed BYTEA,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
    posted_at TIMESTAMPTZ NOT NULL,
    claimed_at TIMESTAMPTZ,
    settled_at TIMESTAMPTZ,
    CHECK ((sealed IS NULL) = (state IN ('sent', 'failed')))
);

CREATE INDEX messages_by_state ON messages (state, posted_at);
