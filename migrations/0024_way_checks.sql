-- The service tries each way to reach an entry once a week: when it last tried, the day of the outcome that is
-- kept, and what was wrong then; none: nothing. A way that is written anew has not been tried.
ALTER TABLE signpost_ways ADD COLUMN tried_on DATE;
ALTER TABLE signpost_ways ADD COLUMN checked_on DATE CHECK (checked_on IS NULL OR checked_on <= tried_on);
ALTER TABLE signpost_ways ADD COLUMN fault TEXT
    CHECK (fault IN ('no_answer', 'not_found', 'refused', 'not_a_number', 'not_an_address'))
    CHECK (fault IS NULL OR checked_on IS NOT NULL);
