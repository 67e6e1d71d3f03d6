-- Orders, their payments and links, and their history.

CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    site_id     INTEGER NOT NULL REFERENCES sites (id),
    external_id TEXT,
    number      TEXT NOT NULL,
    status      TEXT NOT NULL,
    customer_id INTEGER REFERENCES customers (id),
    created_at  INTEGER NOT NULL,
    total       INTEGER NOT NULL,
    linked      INTEGER NOT NULL,
    merged_into INTEGER,
    body        TEXT NOT NULL,
    facets      TEXT NOT NULL
);
CREATE UNIQUE INDEX orders_external_id ON orders (site_id, external_id) WHERE external_id IS NOT NULL AND merged_into IS NULL;
CREATE INDEX orders_newest ON orders (site_id, created_at, id) WHERE merged_into IS NULL;
CREATE INDEX orders_status ON orders (site_id, status, created_at, id) WHERE merged_into IS NULL;
CREATE INDEX orders_customer ON orders (customer_id, site_id, created_at, total) WHERE merged_into IS NULL;
CREATE INDEX orders_number ON orders (number);

-- The payments of an order; the order's body holds them too, as they are answered.
CREATE TABLE payments (
    id          INTEGER PRIMARY KEY,
    order_id    INTEGER NOT NULL REFERENCES orders (id),
    site_id     INTEGER NOT NULL,
    external_id TEXT,
    type        TEXT NOT NULL,
    status      TEXT,
    paid_at     INTEGER
);
CREATE INDEX payments_order ON payments (order_id);
CREATE INDEX payments_external_id ON payments (site_id, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE order_links (
    order_id   INTEGER NOT NULL REFERENCES orders (id),
    other_id   INTEGER NOT NULL REFERENCES orders (id),
    comment    TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (order_id, other_id)
) WITHOUT ROWID;

CREATE TABLE orders_history (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id   INTEGER NOT NULL,
    site_id    INTEGER NOT NULL,
    other_site INTEGER,
    created_at INTEGER NOT NULL,
    source     TEXT NOT NULL,
    key_id     INTEGER,
    user_id    INTEGER,
    field      TEXT NOT NULL,
    body       TEXT NOT NULL
);
CREATE INDEX orders_history_site ON orders_history (site_id, id);
CREATE INDEX orders_history_order ON orders_history (order_id, id);
CREATE INDEX orders_history_created ON orders_history (created_at);
