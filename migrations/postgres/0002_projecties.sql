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
-- voor: 'regie' (whoever holds it for the stream's huishouden), 'toegang' (who may pick up signalen), 'meer-team', a wie as
-- in betrokkenheid, or '' while nobody has it yet. open: 0 while it waits for an owner or for becoming due (again).
-- kenmerk: what a later fact finds it by.
CREATE TABLE werkitem (
    gemeente TEXT NOT NULL,
    item BYTEA NOT NULL,
    soort TEXT NOT NULL,
    stroom BYTEA NOT NULL,
    voor TEXT NOT NULL,
    kenmerk TEXT NOT NULL,
    open BIGINT NOT NULL,
    urgent BIGINT NOT NULL,
    ontstaan_op BIGINT NOT NULL,
    vervalt_op BIGINT,
    PRIMARY KEY (gemeente, item)
);
CREATE INDEX werkitem_voor ON werkitem (gemeente, voor, open);
CREATE INDEX werkitem_van_stroom ON werkitem (gemeente, stroom, soort);
CREATE INDEX werkitem_kenmerk ON werkitem (gemeente, soort, kenmerk);

-- Whose ages turn rules. geboortedatum: the envelope as it was recorded.
CREATE TABLE leeftijd (
    gemeente TEXT NOT NULL,
    huishouden BYTEA NOT NULL,
    lid BYTEA NOT NULL,
    geboortedatum TEXT NOT NULL,
    PRIMARY KEY (gemeente, huishouden, lid)
);

-- Terms that the software watches: at `verstrijkt_op` it reports to the aggregate that the term has passed.
-- stand: 'loopt', 'rust' (it can run again) or 'verstreken'. aan: to whom it is owed, when that matters.
CREATE TABLE termijn (
    gemeente TEXT NOT NULL,
    stroom BYTEA NOT NULL,
    soort TEXT NOT NULL,
    detail TEXT NOT NULL,
    stand TEXT NOT NULL,
    verstrijkt_op BIGINT NOT NULL,
    oorzaak BYTEA NOT NULL,
    aan TEXT NOT NULL,
    PRIMARY KEY (gemeente, stroom, soort, detail)
);
CREATE INDEX termijn_op_tijd ON termijn (gemeente, stand, verstrijkt_op);

-- Who may deploy what, where: one row per mandaat and state, from when it was recorded until the next was, so that any
-- past date can be asked. document: the grant, names in their envelopes.
CREATE TABLE mandaatregel (
    gemeente TEXT NOT NULL,
    mandaat BYTEA NOT NULL,
    volgnummer BIGINT NOT NULL,
    houder BYTEA NOT NULL,
    toestand TEXT NOT NULL,
    document TEXT NOT NULL,
    van BIGINT NOT NULL,
    tot BIGINT,
    PRIMARY KEY (gemeente, mandaat, volgnummer)
);

-- Until which day a professional is registered with SKJ, as it was recorded from `van` until `tot`.
CREATE TABLE skj (
    gemeente TEXT NOT NULL,
    registratie BYTEA NOT NULL,
    volgnummer BIGINT NOT NULL,
    houder BYTEA NOT NULL,
    geldig_tot TEXT NOT NULL,
    van BIGINT NOT NULL,
    tot BIGINT,
    PRIMARY KEY (gemeente, registratie, volgnummer)
);
CREATE INDEX skj_van_houder ON skj (gemeente, houder);

-- The case file: one document per stream, folded from its events; the pages of a huishouden are laid together on reading.
CREATE TABLE dossier (
    gemeente TEXT NOT NULL,
    stroom BYTEA NOT NULL,
    positie BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (gemeente, stroom)
);
