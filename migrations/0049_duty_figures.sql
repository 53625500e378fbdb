-- What the organisation owes, quarter by quarter: whole, by site and by specialty. The figures of the running quarter
-- are taken again and again, and those of a quarter that has ended never more, so that they stay what they were
-- whatever is deleted elsewhere. No choice of anybody is in them.
CREATE TABLE duty_quarters (
    organisation_id UUID NOT NULL REFERENCES organisations (id),
    -- The first day of the quarter.
    quarter_on DATE NOT NULL,
    -- The instant at which the quarter is over, in UK time.
    ends_at TIMESTAMPTZ NOT NULL,
    taken_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (organisation_id, quarter_on),
    CHECK (taken_at < ends_at)
);

CREATE TABLE duty_figures (
    organisation_id UUID NOT NULL,
    quarter_on DATE NOT NULL,
    -- One of the organisation's sites, one specialty (treatment function code), or neither: the whole organisation.
    site_id UUID REFERENCES sites (id),
    specialty TEXT CHECK (length(specialty) = 3),
    -- Together with the quarter's: of a site or specialty that is no more, an older instant stays.
    taken_at TIMESTAMPTZ NOT NULL,
    librarians BIGINT NOT NULL,
    offered BIGINT NOT NULL,
    teams BIGINT NOT NULL,
    with_librarian BIGINT NOT NULL,
    wte_hundredths BIGINT NOT NULL,
    arrangements BIGINT NOT NULL,
    including BIGINT NOT NULL,
    debriefs BIGINT NOT NULL,
    inviting BIGINT NOT NULL,
    -- None where it is no matter of one specialty.
    spaces BIGINT,
    open_unstaffed BIGINT,
    -- None where it is a matter of the whole organisation.
    hours BIGINT,
    entries BIGINT,
    in_date BIGINT,
    urgent_checked_on DATE,
    workforce_hundredths BIGINT,
    qualified_hundredths BIGINT,
    returned_on DATE,
    FOREIGN KEY (organisation_id, quarter_on) REFERENCES duty_quarters (organisation_id, quarter_on),
    CHECK (site_id IS NULL OR specialty IS NULL)
);

CREATE UNIQUE INDEX duty_figures_one_each ON duty_figures
    (organisation_id, quarter_on, COALESCE(site_id, organisation_id), COALESCE(specialty, ''));
