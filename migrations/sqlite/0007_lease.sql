-- Who does the work of which worker, until when by this database's clock. The epoch goes up with each take-over and never
-- down; the claim of scope 'werker' says the same to the append.
CREATE TABLE lease (
    gemeente TEXT    NOT NULL,
    worker   TEXT    NOT NULL,
    epoch    INTEGER NOT NULL CHECK (epoch > 0),
    holder   BLOB    NOT NULL CHECK (length(holder) = 16),
    until    INTEGER NOT NULL,
    PRIMARY KEY (gemeente, worker)
) STRICT, WITHOUT ROWID;
