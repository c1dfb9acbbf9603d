-- Which huishoudens are perhaps, or proved to be, the same.

-- By what a second registration of a lid shows: a keyed hash over name, birth date and address, never those themselves.
CREATE TABLE dubbelsleutel (
    gemeente TEXT NOT NULL,
    huishouden BYTEA NOT NULL,
    lid BYTEA NOT NULL,
    sleutel TEXT NOT NULL,
    met_bsn BIGINT NOT NULL,
    PRIMARY KEY (gemeente, huishouden, lid)
);
CREATE INDEX dubbelsleutel_gelijk ON dubbelsleutel (gemeente, sleutel);

-- Two huishoudens that share a key. eerste: the one that had it first. open: 0 once a coordinator judged that they differ.
CREATE TABLE mogelijk_dubbel (
    gemeente TEXT NOT NULL,
    eerste BYTEA NOT NULL,
    tweede BYTEA NOT NULL,
    open BIGINT NOT NULL,
    ontstaan_op BIGINT NOT NULL,
    PRIMARY KEY (gemeente, eerste, tweede)
);

-- Which huishouden was taken up in which, also through another; wegens: the one that went up, which made the row.
CREATE TABLE opgegaan (
    gemeente TEXT NOT NULL,
    huishouden BYTEA NOT NULL,
    waarin BYTEA NOT NULL,
    wegens BYTEA NOT NULL,
    PRIMARY KEY (gemeente, huishouden, waarin)
);
CREATE INDEX opgegaan_waarin ON opgegaan (gemeente, waarin);
