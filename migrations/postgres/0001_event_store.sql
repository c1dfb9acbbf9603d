-- The log and what one append must know about it. The tenant (gemeente) is in every key.
-- Ids are 16-byte BYTEA, hashes 32-byte BYTEA, instants microseconds since 1970 UTC.

-- One row per gemeente; whoever changes the log takes this row first.
CREATE TABLE head (
    gemeente      TEXT   NOT NULL PRIMARY KEY CHECK (length(gemeente) = 4),
    position      BIGINT NOT NULL CHECK (position >= 0),
    vastgelegd_op BIGINT,                         -- null while the log is empty
    CHECK ((position = 0) = (vastgelegd_op IS NULL))
) WITH (fillfactor = 20);

-- Payload and metadata are the exact texts that were hashed.
CREATE TABLE event (
    gemeente      TEXT   NOT NULL,
    position      BIGINT NOT NULL CHECK (position > 0),
    stream_type   TEXT   NOT NULL,
    stream        BYTEA  NOT NULL CHECK (octet_length(stream) = 16),
    version       BIGINT NOT NULL CHECK (version > 0),
    event_id      BYTEA  NOT NULL CHECK (octet_length(event_id) = 16),
    code          TEXT   NOT NULL,
    schema_versie BIGINT NOT NULL,
    payload       TEXT   NOT NULL,
    metadata      TEXT   NOT NULL,
    gebeurd_op    BIGINT NOT NULL,
    vastgelegd_op BIGINT NOT NULL,
    actor         TEXT   NOT NULL,
    bevoegdheid   TEXT   NOT NULL,
    leaf          BYTEA  NOT NULL CHECK (octet_length(leaf) = 32),
    previous      BYTEA  NOT NULL CHECK (octet_length(previous) = 32),
    PRIMARY KEY (gemeente, position),
    UNIQUE (gemeente, stream, version),
    UNIQUE (gemeente, event_id)
);

CREATE FUNCTION event_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are never changed or deleted';
END;
$$;

CREATE TRIGGER event_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION event_is_immutable();
-- Also when session_replication_role would silence ordinary triggers.
ALTER TABLE event ENABLE ALWAYS TRIGGER event_no_change;

CREATE TABLE stream (
    gemeente    TEXT   NOT NULL,
    stream      BYTEA  NOT NULL CHECK (octet_length(stream) = 16),
    stream_type TEXT   NOT NULL,
    version     BIGINT NOT NULL CHECK (version > 0),
    leaf        BYTEA  NOT NULL CHECK (octet_length(leaf) = 32),
    PRIMARY KEY (gemeente, stream)
) WITH (fillfactor = 80);

CREATE TABLE claim (
    gemeente TEXT  NOT NULL,
    scope    TEXT  NOT NULL,
    key      BYTEA NOT NULL,
    owner    BYTEA NOT NULL CHECK (octet_length(owner) = 16),
    PRIMARY KEY (gemeente, scope, key)
);

CREATE TABLE receipt (
    gemeente    TEXT   NOT NULL,
    key         BYTEA  NOT NULL CHECK (octet_length(key) = 32),
    fingerprint BYTEA  NOT NULL CHECK (octet_length(fingerprint) = 32),
    subject     BYTEA  NOT NULL CHECK (octet_length(subject) = 16),
    version     BIGINT NOT NULL,
    position    BIGINT NOT NULL,
    status      BIGINT NOT NULL,
    recorded    BIGINT NOT NULL,
    PRIMARY KEY (gemeente, key)
);

CREATE TABLE checkpoint (
    gemeente TEXT   NOT NULL,
    reader   TEXT   NOT NULL,
    position BIGINT NOT NULL CHECK (position >= 0),
    PRIMARY KEY (gemeente, reader)
);

-- Two roles: the owner migrates, regieboek_run runs. Create regieboek_run before the first migration
-- (CREATE ROLE regieboek_run LOGIN PASSWORD '...'); tables of later migrations are then granted by default, and
-- events can be read and added, never changed.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'regieboek_run') THEN
        GRANT SELECT, INSERT ON event TO regieboek_run;
        GRANT SELECT, INSERT, UPDATE ON head, stream, checkpoint TO regieboek_run;
        GRANT SELECT, INSERT, UPDATE, DELETE ON claim TO regieboek_run;
        GRANT SELECT, INSERT ON receipt TO regieboek_run;
        GRANT SELECT ON _sqlx_migrations TO regieboek_run;
        ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO regieboek_run;
    END IF;
END;
$$;
