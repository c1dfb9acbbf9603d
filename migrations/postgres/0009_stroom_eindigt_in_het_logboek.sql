-- Where a stream ends stands in the log itself, under the key (gemeente, stream, version). A row that says it again was one
-- more page for each command to change: the first time after a checkpoint, PostgreSQL writes such a page whole.
DROP VIEW stroom_met_versie;
CREATE VIEW stroom_met_versie AS
    SELECT s.gemeente, s.stroom, s.soort, s.huishouden,
        (SELECT max(e.version) FROM event e WHERE e.gemeente = s.gemeente AND e.stream = s.stroom) AS versie
    FROM stroom s;
DROP TABLE stream;
