-- What the staff ratio and the board's coverage are counted by (FACTS 1.3 and 6); none: not known.
ALTER TABLE people ADD COLUMN band TEXT CHECK (band IN ('2', '3', '4', '5', '6', '7', '8a', '8b', '8c', '8d', '9'));
ALTER TABLE people ADD COLUMN qualified_basis TEXT
    CHECK (qualified_basis IN ('accredited_degree', 'chartership', 'fellowship', 'none'));
-- Hundredths of a whole-time equivalent, so that sums are exact.
ALTER TABLE people ADD COLUMN wte_hundredths BIGINT CHECK (wte_hundredths BETWEEN 1 AND 100);

-- A line manager is an address, whether or not that person is in the service: whoever is registered with
-- it later is then the line manager, and nothing has to be linked.
ALTER TABLE people ADD COLUMN line_manager_email TEXT CHECK (line_manager_email = lower(line_manager_email));
UPDATE people SET line_manager_email = (SELECT m.email FROM people m WHERE m.id = people.line_manager_id);
ALTER TABLE people DROP COLUMN line_manager_id;
