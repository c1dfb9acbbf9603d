-- One command at its cheapest: the history of a stream, and one event more. For pgbench, with the same variables.
\set s random(1, :cases)
\set v random(1000, 2000000000)
SELECT position, version, type, data FROM event
WHERE stream = lpad(to_hex(:s::bigint), 32, '0')::uuid AND version <= :history ORDER BY version;
INSERT INTO event (stream, version, type, data, created)
VALUES (lpad(to_hex(:s::bigint), 32, '0')::uuid, :v::integer, 'noted', :event, now());
