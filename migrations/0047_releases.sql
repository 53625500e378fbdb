-- What was published about people's choices in a quarter: one release for the whole service, made once. It holds no
-- person, and nothing but what every reader may see in their own part of it; the next step makes it unchangeable.
CREATE TABLE releases (
    id UUID NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE CHECK (number >= 1),
    -- The first day of the quarter. Of two programs that release at once, one does.
    quarter_on DATE NOT NULL UNIQUE,
    made_at TIMESTAMPTZ NOT NULL,
    contents TEXT NOT NULL,
    -- SHA-256 of the contents as hexadecimal digits, and a seal over them under a key of the service.
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
    signature BYTEA NOT NULL
);
