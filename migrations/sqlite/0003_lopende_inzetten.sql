-- Help that runs on a mandaat: who must hear when the mandaat or the SKJ registration of `wie` stops.
CREATE TABLE lopende_inzet (
    gemeente TEXT NOT NULL,
    verwijzing BLOB NOT NULL,
    mandaat BLOB NOT NULL,
    wie BLOB NOT NULL,
    PRIMARY KEY (gemeente, verwijzing)
) STRICT;
CREATE INDEX lopende_inzet_op_mandaat ON lopende_inzet (gemeente, mandaat);
CREATE INDEX lopende_inzet_van ON lopende_inzet (gemeente, wie);

-- Which mandaat an ondermandaat was granted within.
CREATE TABLE ondermandaat (
    gemeente TEXT NOT NULL,
    mandaat BLOB NOT NULL,
    boven BLOB NOT NULL,
    PRIMARY KEY (gemeente, mandaat)
) STRICT;
CREATE INDEX ondermandaat_binnen ON ondermandaat (gemeente, boven);

-- From which day a besluit no longer holds, and since when that is known.
CREATE TABLE besluit_intrekking (
    gemeente TEXT NOT NULL,
    besluit BLOB NOT NULL,
    per TEXT NOT NULL,
    van INTEGER NOT NULL,
    PRIMARY KEY (gemeente, besluit)
) STRICT;
