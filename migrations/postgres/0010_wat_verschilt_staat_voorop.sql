-- Whoever looks for a place in an index compares column after column, and the gemeente is the same in nearly all rows. With
-- what differs in front one comparison is enough; the gemeente stays part of each key. The order of the log begins with it
-- still, since it is read from a position on.
--
-- Only where nothing is stored yet: to make the keys of a large log anew would hold everybody up for as long as it takes. Such
-- a log keeps those it has, which say the same; what is copied into an empty database (regieboek copy) gets these.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM event) AND NOT EXISTS (SELECT FROM receipt) THEN
        ALTER TABLE event
            DROP CONSTRAINT event_gemeente_stream_version_key,
            ADD CONSTRAINT event_stream_version_gemeente_key UNIQUE (stream, version, gemeente),
            DROP CONSTRAINT event_gemeente_event_id_key,
            ADD CONSTRAINT event_event_id_gemeente_key UNIQUE (event_id, gemeente);
        ALTER TABLE receipt
            DROP CONSTRAINT receipt_pkey,
            ADD CONSTRAINT receipt_pkey PRIMARY KEY (key, gemeente);
    END IF;
END
$$;
