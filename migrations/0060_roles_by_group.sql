-- Whether a role follows from a group at the provider. Such a role counts only in sign-ins that came from there: whoever
-- is taken out of the group, or disabled there, must not keep it by signing in with a code.
ALTER TABLE roles ADD COLUMN by_group BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE roles SET by_group = TRUE WHERE role IN ('hr', 'service_manager')
    AND person_id IN (SELECT c.thing_id FROM changes c WHERE c.action = 'role given by group');
