-- What each store loads its goods by: how often, when next, and when a load was last asked for by the API. Moments are Unix seconds.
CREATE TABLE catalogues (
    site_id INTEGER PRIMARY KEY,
    schedule TEXT NOT NULL,
    next_at INTEGER NOT NULL,
    wanted_at INTEGER,
    asked_at INTEGER
);

CREATE TABLE catalogue_loads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ended_at INTEGER,
    bytes INTEGER NOT NULL,
    bytes_read INTEGER NOT NULL,
    offers INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    message TEXT NOT NULL,
    refusals TEXT NOT NULL
);
CREATE INDEX catalogue_loads_site ON catalogue_loads (site_id, id);

CREATE TABLE product_groups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id INTEGER NOT NULL,
    external_id TEXT,
    parent_id INTEGER,
    level INTEGER NOT NULL,
    name TEXT NOT NULL,
    active INTEGER NOT NULL,
    from_feed INTEGER NOT NULL,
    description TEXT NOT NULL
);
CREATE UNIQUE INDEX product_groups_external ON product_groups (site_id, external_id);
CREATE INDEX product_groups_parent ON product_groups (parent_id);

-- Amounts and quantities are kept in ten-thousandths. What is gone was in the feed once and is not any more.
CREATE TABLE products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id INTEGER NOT NULL,
    external_id TEXT,
    name TEXT NOT NULL,
    article TEXT,
    manufacturer TEXT,
    url TEXT,
    kind TEXT NOT NULL,
    active INTEGER NOT NULL,
    markable INTEGER NOT NULL,
    popular INTEGER NOT NULL,
    in_stock INTEGER NOT NULL,
    novelty INTEGER NOT NULL,
    recommended INTEGER NOT NULL,
    from_feed INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX products_external ON products (site_id, external_id);
CREATE INDEX products_by_external ON products (external_id);
CREATE INDEX products_updated ON products (updated_at);

CREATE TABLE products_in_groups (
    product_id INTEGER NOT NULL,
    group_id INTEGER NOT NULL,
    PRIMARY KEY (product_id, group_id)
);
CREATE INDEX products_in_groups_group ON products_in_groups (group_id);

CREATE TABLE offers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    external_id TEXT,
    xml_id TEXT,
    name TEXT NOT NULL,
    article TEXT,
    active INTEGER NOT NULL,
    price INTEGER,
    purchase_price INTEGER,
    quantity INTEGER,
    stocked INTEGER NOT NULL,
    from_feed INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    search TEXT NOT NULL,
    codes TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX offers_external ON offers (site_id, external_id);
CREATE INDEX offers_by_external ON offers (external_id);
CREATE INDEX offers_by_xml ON offers (xml_id);
CREATE INDEX offers_product ON offers (product_id);

CREATE TABLE offer_properties (
    site_id INTEGER NOT NULL,
    offer_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (offer_id, code)
);
CREATE INDEX offer_properties_value ON offer_properties (site_id, code, value);

CREATE TABLE offer_prices (
    site_id INTEGER NOT NULL,
    offer_id INTEGER NOT NULL,
    price_type TEXT NOT NULL,
    price INTEGER NOT NULL,
    PRIMARY KEY (offer_id, price_type)
);

CREATE TABLE offer_stock (
    site_id INTEGER NOT NULL,
    offer_id INTEGER NOT NULL,
    warehouse TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    purchase_price INTEGER,
    PRIMARY KEY (offer_id, warehouse)
);

CREATE TABLE product_properties (
    site_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    is_numeric INTEGER NOT NULL,
    visible INTEGER NOT NULL,
    variative INTEGER NOT NULL,
    offers INTEGER NOT NULL,
    PRIMARY KEY (site_id, code)
);

CREATE TABLE product_property_groups (
    site_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    group_id INTEGER NOT NULL,
    PRIMARY KEY (site_id, code, group_id)
);

-- A feed on its way: what was read of it, until all of it was.
CREATE TABLE staged_groups (
    load_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    parent_external_id TEXT,
    level INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (load_id, external_id)
);

CREATE TABLE staged_products (
    load_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    changed INTEGER NOT NULL,
    name TEXT NOT NULL,
    article TEXT,
    manufacturer TEXT,
    url TEXT,
    kind TEXT NOT NULL,
    active INTEGER NOT NULL,
    markable INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    search TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (load_id, external_id)
);

CREATE TABLE staged_in_groups (
    load_id INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    group_external_id TEXT NOT NULL,
    PRIMARY KEY (load_id, external_id, group_external_id)
);

CREATE TABLE staged_offers (
    load_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    product_external_id TEXT NOT NULL,
    changed INTEGER NOT NULL,
    xml_id TEXT,
    name TEXT NOT NULL,
    article TEXT,
    active INTEGER NOT NULL,
    price INTEGER,
    purchase_price INTEGER,
    quantity INTEGER,
    hash INTEGER NOT NULL,
    search TEXT NOT NULL,
    codes TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (load_id, external_id)
);

CREATE TABLE staged_properties (
    load_id INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    code TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (load_id, external_id, code)
);

-- The cart of a customer in a store, and what the customer put aside there.
CREATE TABLE carts (
    site_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    external_id TEXT,
    order_id INTEGER,
    body TEXT NOT NULL,
    PRIMARY KEY (site_id, customer_id)
);
CREATE INDEX carts_customer ON carts (customer_id);

CREATE TABLE favorites (
    site_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    offer_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (site_id, customer_id, offer_id)
);
CREATE INDEX favorites_customer ON favorites (customer_id);
