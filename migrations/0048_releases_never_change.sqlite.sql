CREATE TRIGGER releases_never_change BEFORE UPDATE ON releases BEGIN SELECT RAISE(ABORT, 'a release never changes'); END;
CREATE TRIGGER releases_never_go BEFORE DELETE ON releases BEGIN SELECT RAISE(ABORT, 'a release never goes'); END;
