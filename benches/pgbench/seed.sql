-- The table of the physical limit: what an event store cannot do without, and no more. For psql, with `cases`, `history`
-- and `event`.
CREATE TABLE event (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream   uuid        NOT NULL,
    version  integer     NOT NULL,
    type     text        NOT NULL,
    data     text        NOT NULL,
    created  timestamptz NOT NULL,
    UNIQUE (stream, version)
);
-- Version by version: the history of a stream lies on many pages, as in a real store.
INSERT INTO event (stream, version, type, data, created)
SELECT lpad(to_hex(s), 32, '0')::uuid, v, 'noted', :'event', now()
FROM generate_series(1, :history) AS v, generate_series(1, :cases) AS s;
VACUUM ANALYZE event;
