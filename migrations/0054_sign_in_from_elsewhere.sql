-- Who somebody is at the provider of their organisation's own sign-in. Issuer and subject are one person's for good, and
-- one person has one subject at an issuer: an address that is given to somebody else there leads them to nothing here.
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    linked_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (person_id, issuer)
);

-- The ends of the addresses by which an organisation's people may be recognised at the provider.
CREATE TABLE sign_in_domains (
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    domain TEXT NOT NULL CHECK (domain = lower(domain)),
    PRIMARY KEY (organisation_id, domain)
);

-- An organisation without a row lets its people in by a one-time code too.
CREATE TABLE sign_in_terms (
    organisation_id UUID NOT NULL PRIMARY KEY REFERENCES organisations (id),
    codes_allowed BOOLEAN NOT NULL
);

-- Whether a sign-in came from the provider, so that signing out can offer to end it there too.
ALTER TABLE sign_ins ADD COLUMN from_provider BOOLEAN NOT NULL DEFAULT FALSE;
