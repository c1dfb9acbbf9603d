-- The log and what one append must know about it. The tenant (gemeente) is in every key.
-- Ids are 16-byte blobs, hashes 32-byte blobs, instants microseconds since 1970 UTC.

-- One row per gemeente; whoever changes the log takes this row first.
CREATE TABLE head (
    gemeente      TEXT    NOT NULL PRIMARY KEY CHECK (length(gemeente) = 4),
    position      INTEGER NOT NULL CHECK (position >= 0),
    vastgelegd_op INTEGER,                        -- null while the log is empty
    CHECK ((position = 0) = (vastgelegd_op IS NULL))
) STRICT, WITHOUT ROWID;

-- Payload and metadata are the exact texts that were hashed.
CREATE TABLE event (
    gemeente      TEXT    NOT NULL,
    position      INTEGER NOT NULL CHECK (position > 0),
    stream_type   TEXT    NOT NULL,
    stream        BLOB    NOT NULL CHECK (length(stream) = 16),
    version       INTEGER NOT NULL CHECK (version > 0),
    event_id      BLOB    NOT NULL CHECK (length(event_id) = 16),
    code          TEXT    NOT NULL,
    schema_versie INTEGER NOT NULL,
    payload       TEXT    NOT NULL,
    metadata      TEXT    NOT NULL,
    gebeurd_op    INTEGER NOT NULL,
    vastgelegd_op INTEGER NOT NULL,
    actor         TEXT    NOT NULL,
    bevoegdheid   TEXT    NOT NULL,
    leaf          BLOB    NOT NULL CHECK (length(leaf) = 32),
    previous      BLOB    NOT NULL CHECK (length(previous) = 32),
    PRIMARY KEY (gemeente, position),
    UNIQUE (gemeente, stream, version),
    UNIQUE (gemeente, event_id)
) STRICT;

CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;

CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never deleted');
END;

-- INSERT OR REPLACE deletes without a delete trigger.
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE gemeente = NEW.gemeente AND position = NEW.position)
  OR EXISTS (SELECT 1 FROM event WHERE gemeente = NEW.gemeente AND stream = NEW.stream AND version = NEW.version)
  OR EXISTS (SELECT 1 FROM event WHERE gemeente = NEW.gemeente AND event_id = NEW.event_id)
BEGIN
    SELECT RAISE(ABORT, 'events are never replaced');
END;

CREATE TABLE stream (
    gemeente    TEXT    NOT NULL,
    stream      BLOB    NOT NULL CHECK (length(stream) = 16),
    stream_type TEXT    NOT NULL,
    version     INTEGER NOT NULL CHECK (version > 0),
    leaf        BLOB    NOT NULL CHECK (length(leaf) = 32),
    PRIMARY KEY (gemeente, stream)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
    gemeente TEXT NOT NULL,
    scope    TEXT NOT NULL,
    key      BLOB NOT NULL,
    owner    BLOB NOT NULL CHECK (length(owner) = 16),
    PRIMARY KEY (gemeente, scope, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
    gemeente    TEXT    NOT NULL,
    key         BLOB    NOT NULL CHECK (length(key) = 32),
    fingerprint BLOB    NOT NULL CHECK (length(fingerprint) = 32),
    subject     BLOB    NOT NULL CHECK (length(subject) = 16),
    version     INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    status      INTEGER NOT NULL,
    recorded    INTEGER NOT NULL,
    PRIMARY KEY (gemeente, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
    gemeente TEXT    NOT NULL,
    reader   TEXT    NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (gemeente, reader)
) STRICT, WITHOUT ROWID;
