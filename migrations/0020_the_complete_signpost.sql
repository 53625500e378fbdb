-- Whose service manager keeps the entry. None: it came with the installation, and nobody changes it here.
ALTER TABLE signposts ADD COLUMN kept_by UUID REFERENCES organisations (id)
    CHECK (organisation_id IS NULL OR kept_by = organisation_id);

-- Shown to members of the organisation alone, who must sign in to see it.
ALTER TABLE signposts ADD COLUMN members_only BOOLEAN NOT NULL DEFAULT FALSE
    CHECK (NOT members_only OR organisation_id IS NOT NULL);

-- The kinds of contract it is for; an entry for nobody is none.
ALTER TABLE signposts ADD COLUMN for_trust BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE signposts ADD COLUMN for_university BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE signposts ADD COLUMN for_contractor BOOLEAN NOT NULL DEFAULT TRUE
    CHECK (for_trust OR for_university OR for_contractor);

-- The registered person who keeps the entry right, and is asked to look at it again. The column "owner" is
-- what readers are told: most often what the owner's post is called.
ALTER TABLE signposts ADD COLUMN owner_id UUID REFERENCES people (id);

-- The day on which the check fell due of which somebody was reminded.
ALTER TABLE signposts ADD COLUMN reminded_for DATE;

-- A withdrawn entry stays where links lead to it, and says where to go instead.
ALTER TABLE signposts ADD COLUMN withdrawn_on DATE;
ALTER TABLE signposts ADD COLUMN forwarding TEXT CHECK ((withdrawn_on IS NULL) = (forwarding IS NULL));
ALTER TABLE signposts ADD COLUMN forward_to UUID REFERENCES signposts (id)
    CHECK (forward_to IS NULL OR (withdrawn_on IS NOT NULL AND forward_to <> id));

UPDATE signposts SET kept_by = COALESCE(organisation_id, (SELECT p.organisation_id FROM changes c
    JOIN people p ON p.id = c.actor_id WHERE c.thing_id = signposts.id AND c.action = 'signpost added'));

-- The entries of an organisation for its service manager, and those whose check is due.
CREATE INDEX signposts_by_keeper ON signposts (kept_by, next_check_on);

-- What to try before an entry, and what when it does not help.
CREATE TABLE signpost_links (
    signpost_id UUID NOT NULL REFERENCES signposts (id),
    kind TEXT NOT NULL CHECK (kind IN ('try_first', 'if_this_fails')),
    other_id UUID NOT NULL REFERENCES signposts (id) CHECK (other_id <> signpost_id),
    PRIMARY KEY (signpost_id, kind, other_id)
);

-- Grows with every change to the directory, so that each process knows when its index of words is old.
CREATE TABLE signpost_directory (
    single BOOLEAN NOT NULL PRIMARY KEY CHECK (single),
    version BIGINT NOT NULL
);
INSERT INTO signpost_directory (single, version) VALUES (TRUE, 1);
