-- Corporate customers. Their ids come from the same numbers as those of persons. Their addresses, companies and contacts stand in the
-- body; the contacts also have rows, by which a corporate customer is found.

CREATE TABLE corporate_customers (
    id          INTEGER PRIMARY KEY,
    site_id     INTEGER NOT NULL REFERENCES sites (id),
    external_id TEXT,
    created_at  INTEGER NOT NULL,
    merged_into INTEGER,
    body        TEXT NOT NULL,
    facets      TEXT NOT NULL
);
CREATE UNIQUE INDEX corporate_external_id ON corporate_customers (site_id, external_id) WHERE external_id IS NOT NULL AND merged_into IS NULL;
CREATE INDEX corporate_newest ON corporate_customers (site_id, created_at, id) WHERE merged_into IS NULL;

CREATE TABLE corporate_contacts (
    corporate_id INTEGER NOT NULL REFERENCES corporate_customers (id),
    customer_id  INTEGER NOT NULL,
    PRIMARY KEY (corporate_id, customer_id)
);
CREATE INDEX corporate_contacts_customer ON corporate_contacts (customer_id);

CREATE TABLE corporate_notes (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES corporate_customers (id),
    site_id     INTEGER NOT NULL,
    manager_id  INTEGER,
    created_at  INTEGER NOT NULL,
    text        TEXT NOT NULL,
    search      TEXT NOT NULL
);
CREATE INDEX corporate_notes_customer ON corporate_notes (customer_id);

CREATE TABLE corporate_history (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id   INTEGER NOT NULL,
    site_id       INTEGER NOT NULL,
    other_site    INTEGER,
    created_at    INTEGER NOT NULL,
    source        TEXT NOT NULL,
    key_id        INTEGER,
    user_id       INTEGER,
    request_id    TEXT,
    secret_number INTEGER,
    field         TEXT NOT NULL,
    body          TEXT NOT NULL
);
CREATE INDEX corporate_history_site ON corporate_history (site_id, id);
CREATE INDEX corporate_history_customer ON corporate_history (customer_id, id);
CREATE INDEX corporate_history_created ON corporate_history (created_at);
CREATE INDEX corporate_history_key ON corporate_history (key_id, created_at, id);

-- The corporate customer of an order, and the company it buys for. The order's own customer is then the contact person.
CREATE TABLE order_parties (
    order_id     INTEGER PRIMARY KEY REFERENCES orders (id),
    corporate_id INTEGER NOT NULL REFERENCES corporate_customers (id),
    company_id   INTEGER
);
CREATE INDEX order_parties_corporate ON order_parties (corporate_id, order_id);
