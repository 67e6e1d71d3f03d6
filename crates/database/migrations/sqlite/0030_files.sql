-- What a file is; its bytes are found by their SHA-256, in lower-case hexadecimal digits.
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    maker_id INTEGER,
    created_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    body TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX files_hash ON files (hash);

CREATE TABLE file_orders (
    file_id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    PRIMARY KEY (file_id, order_id)
);
CREATE INDEX file_orders_order ON file_orders (order_id);

CREATE TABLE file_customers (
    file_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    PRIMARY KEY (file_id, customer_id)
);
CREATE INDEX file_customers_customer ON file_customers (customer_id);

-- Bytes that are kept, in chunks of 256 KiB or in the data folder; unused_since is when no file was found to have them.
CREATE TABLE file_contents (
    hash TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    unused_since INTEGER
);
CREATE INDEX file_contents_unused ON file_contents (unused_since);

CREATE TABLE file_chunks (
    hash TEXT NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (hash, number)
);
