-- Whom a message is for, so that what waits for somebody who has left can be taken back (PAINS P17).
ALTER TABLE messages ADD COLUMN recipient_id UUID;
CREATE INDEX messages_by_recipient ON messages (recipient_id, state);
