-- Read models. Every key begins with the municipality; rows can be thrown away and made again from the events.

-- Which stream belongs to which huishouden, and at which version it is.
CREATE TABLE stroom (
    gemeente TEXT NOT NULL,
    stroom BYTEA NOT NULL,
    soort TEXT NOT NULL,
    huishouden BYTEA,
    versie BIGINT NOT NULL,
    PRIMARY KEY (gemeente, stroom)
);
CREATE INDEX stroom_van_huishouden ON stroom (gemeente, huishouden);

-- Who stands in which relation to a stream or huishouden; what authorization asks.
-- wie: 'p:<professional>' or 'o:<organisatie>/<functie or *>'. bron: the stream because of which it holds.
CREATE TABLE betrokkenheid (
    gemeente TEXT NOT NULL,
    onderwerp BYTEA NOT NULL,
    relatie TEXT NOT NULL,
    wie TEXT NOT NULL,
    bron BYTEA NOT NULL,
    van BIGINT NOT NULL,
    PRIMARY KEY (gemeente, onderwerp, relatie, wie, bron)
);
CREATE INDEX betrokkenheid_van_wie ON betrokkenheid (gemeente, wie, relatie);

-- What is due, for whom.
CREATE TABLE werkitem (
    gemeente TEXT NOT NULL,
    item BYTEA NOT NULL,
    soort TEXT NOT NULL,
    stroom BYTEA NOT NULL,
    -- 'regie' (whoever holds it for the stream's huishouden), or a wie as in betrokkenheid, or 'f:<functie>'
    voor TEXT NOT NULL,
    gebied TEXT,
    urgent BIGINT NOT NULL,
    ontstaan_op BIGINT NOT NULL,
    vervalt_op BIGINT,
    PRIMARY KEY (gemeente, item)
);
CREATE INDEX werkitem_voor ON werkitem (gemeente, voor);
CREATE INDEX werkitem_van_stroom ON werkitem (gemeente, stroom);

-- Terms that the software watches: at `verstrijkt_op` it reports to the aggregate that the term has passed.
CREATE TABLE termijn (
    gemeente TEXT NOT NULL,
    stroom BYTEA NOT NULL,
    soort TEXT NOT NULL,
    verstrijkt_op BIGINT NOT NULL,
    oorzaak BYTEA NOT NULL,
    PRIMARY KEY (gemeente, stroom, soort)
);
CREATE INDEX termijn_op_tijd ON termijn (verstrijkt_op);

-- Who may deploy what, where: one row per mandaat and state, so that any past date can be asked.
CREATE TABLE mandaatregel (
    gemeente TEXT NOT NULL,
    mandaat BYTEA NOT NULL,
    volgnummer BIGINT NOT NULL,
    houder BYTEA NOT NULL,
    besluit BYTEA NOT NULL,
    functie TEXT NOT NULL,
    organisatie TEXT NOT NULL,
    document TEXT NOT NULL,
    toestand TEXT NOT NULL,
    geldig_van BIGINT NOT NULL,
    geldig_tot BIGINT NOT NULL,
    -- when this state of the mandaat began and ended
    van BIGINT NOT NULL,
    tot BIGINT,
    skj_nodig BIGINT NOT NULL,
    PRIMARY KEY (gemeente, mandaat, volgnummer)
);
CREATE TABLE skj (
    gemeente TEXT NOT NULL,
    houder BYTEA NOT NULL,
    volgnummer BIGINT NOT NULL,
    geldig_van BIGINT NOT NULL,
    geldig_tot BIGINT NOT NULL,
    PRIMARY KEY (gemeente, houder, volgnummer)
);

-- The case file: one document per huishouden, folded from its events.
CREATE TABLE dossier (
    gemeente TEXT NOT NULL,
    huishouden BYTEA NOT NULL,
    positie BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (gemeente, huishouden)
);
