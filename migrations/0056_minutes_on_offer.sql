-- What facilitators offer, to the minute: whole hours cut half an hour off. `hours` stays for the figures written before,
-- which nothing may change, and is written no more.
ALTER TABLE duty_figures ADD COLUMN minutes BIGINT;
