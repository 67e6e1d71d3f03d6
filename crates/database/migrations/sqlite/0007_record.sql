-- Who did what: the record and its chain, what is told to other programs, and the call behind each change.

-- Rows are only ever added. `hash` is SHA-256 over the hash of the row before and this row as canonical JSON.
CREATE TABLE records (
    number       INTEGER PRIMARY KEY,
    created_at   INTEGER NOT NULL,
    action       TEXT NOT NULL,
    by_kind      TEXT NOT NULL,
    by_id        INTEGER,
    by_name      TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id   INTEGER,
    subject_name TEXT NOT NULL,
    details      TEXT NOT NULL,
    hash         BLOB NOT NULL
);
CREATE INDEX records_subject ON records (subject_kind, subject_id, number);
CREATE INDEX records_by ON records (by_kind, by_id, number);
CREATE INDEX records_action ON records (action, number);

-- One row: the last link of the chain, and up to which row it has been told outside.
CREATE TABLE record_head (
    number     INTEGER NOT NULL,
    hash       BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    told       INTEGER NOT NULL
);
INSERT INTO record_head (number, hash, created_at, told) VALUES (0, zeroblob(32), 0, 0);

-- Programs elsewhere that are told of events. `secret` is sealed where the hub can seal.
CREATE TABLE webhooks (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    url             TEXT NOT NULL,
    comment         TEXT NOT NULL,
    events          TEXT NOT NULL,
    active          INTEGER NOT NULL,
    secret          TEXT NOT NULL,
    old_secret      TEXT,
    old_secret_ends INTEGER,
    failing_since   INTEGER,
    stopped_at      INTEGER,
    created_at      INTEGER NOT NULL
);

-- One row for each event and webhook; `due_at` is null once nothing more is tried.
CREATE TABLE deliveries (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook_id  INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    message     TEXT NOT NULL,
    event       TEXT NOT NULL,
    payload     TEXT NOT NULL,
    state       TEXT NOT NULL,
    attempts    INTEGER NOT NULL,
    due_at      INTEGER,
    created_at  INTEGER NOT NULL,
    finished_at INTEGER
);
CREATE INDEX deliveries_due ON deliveries (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_webhook ON deliveries (webhook_id, id);
CREATE INDEX deliveries_finished ON deliveries (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE delivery_attempts (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery_id  INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    created_at   INTEGER NOT NULL,
    status       INTEGER,
    error        TEXT NOT NULL,
    milliseconds INTEGER NOT NULL
);
CREATE INDEX delivery_attempts_delivery ON delivery_attempts (delivery_id, id);

-- The call behind a change, and the secret of the key that it came with: 1 for the first.
ALTER TABLE orders_history ADD COLUMN request_id TEXT;
ALTER TABLE orders_history ADD COLUMN secret_number INTEGER;
CREATE INDEX orders_history_key ON orders_history (key_id, created_at) WHERE key_id IS NOT NULL;
ALTER TABLE customers_history ADD COLUMN request_id TEXT;
ALTER TABLE customers_history ADD COLUMN secret_number INTEGER;
CREATE INDEX customers_history_key ON customers_history (key_id, created_at) WHERE key_id IS NOT NULL;
