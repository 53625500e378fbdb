-- That somebody looked at the urgent help page and found it right; who did is in the log of changes alone.
CREATE TABLE duty_urgent_checks (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    checked_on DATE NOT NULL
);

CREATE INDEX duty_urgent_checks_by_organisation ON duty_urgent_checks (organisation_id, checked_on);

-- The organisation's own words beside the evidence of a quarter.
CREATE TABLE duty_commentaries (
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    -- The first day of the quarter.
    quarter_on DATE NOT NULL,
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 2000),
    written_on DATE NOT NULL,
    PRIMARY KEY (organisation_id, quarter_on)
);
