-- A domain of addresses is one organisation's: another that listed it could make its owner's people known as its own. Whoever
-- runs the service says which are shared, as everybody in the NHS shares nhs.net. What several had listed before counts as
-- shared.
ALTER TABLE sign_in_domains ADD COLUMN shared BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE sign_in_domains SET shared = TRUE
    WHERE domain IN (SELECT d.domain FROM sign_in_domains d GROUP BY d.domain HAVING COUNT(*) > 1);
CREATE UNIQUE INDEX sign_in_domains_of_one ON sign_in_domains (domain) WHERE NOT shared;
