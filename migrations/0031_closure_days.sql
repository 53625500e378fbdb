-- A day on which an organisation is closed: nothing is offered then. What is booked already stays.
CREATE TABLE closure_days (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    closed_on DATE NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (organisation_id, closed_on)
);
