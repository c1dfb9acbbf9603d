-- At which version a stream is stands in the log itself; a copy of it was a write of every command.
ALTER TABLE stroom DROP COLUMN versie;
CREATE VIEW stroom_met_versie AS
    SELECT s.gemeente, s.stroom, s.soort, s.huishouden, v.version AS versie
    FROM stroom s JOIN stream v ON v.gemeente = s.gemeente AND v.stream = s.stroom;
