-- Customers, what finds them, their notes and their history.

CREATE TABLE customers (
    id          INTEGER PRIMARY KEY,
    site_id     INTEGER NOT NULL REFERENCES sites (id),
    external_id TEXT,
    created_at  INTEGER NOT NULL,
    email       TEXT,
    browser_id  TEXT,
    merged_into INTEGER,
    body        TEXT NOT NULL,
    facets      TEXT NOT NULL
);
CREATE UNIQUE INDEX customers_external_id ON customers (site_id, external_id) WHERE external_id IS NOT NULL AND merged_into IS NULL;
CREATE INDEX customers_newest ON customers (site_id, created_at, id) WHERE merged_into IS NULL;
CREATE INDEX customers_email ON customers (email) WHERE email IS NOT NULL AND merged_into IS NULL;
CREATE INDEX customers_browser ON customers (browser_id) WHERE browser_id IS NOT NULL AND merged_into IS NULL;

-- Phones in E.164, one row a phone.
CREATE TABLE customer_phones (
    phone       TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    PRIMARY KEY (phone, customer_id)
) WITHOUT ROWID;
CREATE INDEX customer_phones_customer ON customer_phones (customer_id);

CREATE TABLE customer_notes (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    site_id     INTEGER NOT NULL,
    manager_id  INTEGER,
    created_at  INTEGER NOT NULL,
    text        TEXT NOT NULL,
    search      TEXT NOT NULL
);
CREATE INDEX customer_notes_customer ON customer_notes (customer_id);

CREATE TABLE customer_subscriptions (
    customer_id  INTEGER NOT NULL REFERENCES customers (id),
    channel      TEXT NOT NULL,
    subscription TEXT NOT NULL,
    subscribed   INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,
    PRIMARY KEY (customer_id, channel, subscription)
) WITHOUT ROWID;

-- Pairs of customers that an order's phone and e-mail led to.
CREATE TABLE customer_duplicates (
    first_id   INTEGER NOT NULL REFERENCES customers (id),
    second_id  INTEGER NOT NULL REFERENCES customers (id),
    order_id   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (first_id, second_id)
) WITHOUT ROWID;

CREATE TABLE customers_history (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    site_id     INTEGER NOT NULL,
    other_site  INTEGER,
    created_at  INTEGER NOT NULL,
    source      TEXT NOT NULL,
    key_id      INTEGER,
    user_id     INTEGER,
    field       TEXT NOT NULL,
    body        TEXT NOT NULL
);
CREATE INDEX customers_history_site ON customers_history (site_id, id);
CREATE INDEX customers_history_customer ON customers_history (customer_id, id);
CREATE INDEX customers_history_created ON customers_history (created_at);
