-- Forms that have been acted on, so that sending one twice gives the first result again.
CREATE TABLE submissions (
    token UUID NOT NULL,
    person_id UUID NOT NULL,
    action TEXT NOT NULL,
    made_id UUID,
    sent_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (token, person_id, action)
);
