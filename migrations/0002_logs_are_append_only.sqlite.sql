CREATE TRIGGER changes_never_change BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END;
CREATE TRIGGER changes_never_go BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END;
CREATE TRIGGER looks_never_change BEFORE UPDATE ON looks BEGIN SELECT RAISE(ABORT, 'the log of who looked is append-only'); END;
CREATE TRIGGER looks_never_go BEFORE DELETE ON looks BEGIN SELECT RAISE(ABORT, 'the log of who looked is append-only'); END;
