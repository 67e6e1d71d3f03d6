-- Which order a line is of.
CREATE TABLE order_items (
    id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL
);
CREATE INDEX order_items_order ON order_items (order_id);
INSERT INTO order_items (id, order_id)
    SELECT json_extract(i.value, '$.id'), o.id FROM orders o, json_each(o.body, '$.items') i
    WHERE json_extract(i.value, '$.id') IS NOT NULL
    ON CONFLICT DO NOTHING;

-- Days are kept as days since 1970.
CREATE TABLE packs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    maker_id INTEGER,
    created_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    body TEXT NOT NULL,
    order_id INTEGER,
    item_id INTEGER NOT NULL,
    store TEXT NOT NULL,
    shipment_day INTEGER,
    invoice_number TEXT,
    delivery_note_number TEXT,
    offer_external_id TEXT,
    offer_xml_id TEXT
);
CREATE INDEX packs_order ON packs (order_id);
CREATE INDEX packs_item ON packs (item_id);

CREATE TABLE packs_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pack_id INTEGER NOT NULL,
    order_id INTEGER,
    customer_id INTEGER,
    maker_id INTEGER,
    created_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    key_id INTEGER,
    user_id INTEGER,
    request_id TEXT,
    secret_number INTEGER,
    field TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX packs_history_pack ON packs_history (pack_id, id);
CREATE INDEX packs_history_order ON packs_history (order_id, id);
CREATE INDEX packs_history_key ON packs_history (key_id, created_at, id);
