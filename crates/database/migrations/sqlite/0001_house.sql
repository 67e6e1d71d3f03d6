-- The account: settings, stores, reference data, users and keys.

CREATE TABLE sequences (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);
INSERT INTO sequences (name, value) VALUES ('orders', 0), ('items', 0), ('payments', 0), ('customers', 0), ('addresses', 0);

-- Counts every change of what nodes keep in memory.
CREATE TABLE generations (value INTEGER NOT NULL);
INSERT INTO generations (value) VALUES (1);

-- The running nodes, and up to which generation each has read.
CREATE TABLE nodes (
    id         TEXT PRIMARY KEY,
    seen_at    INTEGER NOT NULL,
    generation INTEGER NOT NULL
);

CREATE TABLE settings (
    name       TEXT PRIMARY KEY,
    value      TEXT NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE sites (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    code       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    active     INTEGER NOT NULL,
    ordering   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    body       TEXT NOT NULL
);

-- Every dictionary of the account: statuses, order types, delivery types, couriers…
CREATE TABLE reference (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL,
    code     TEXT NOT NULL,
    active   INTEGER NOT NULL,
    ordering INTEGER NOT NULL,
    body     TEXT NOT NULL,
    UNIQUE (kind, code)
);

CREATE TABLE users (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    email         TEXT NOT NULL UNIQUE,
    first_name    TEXT NOT NULL,
    last_name     TEXT NOT NULL,
    role          TEXT NOT NULL,
    status        TEXT NOT NULL,
    active        INTEGER NOT NULL,
    password_hash TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    body          TEXT NOT NULL
);

-- What each pepper makes of a fixed text: tells whether the pepper at hand is the one that the keys' hashes are under.
CREATE TABLE peppers (
    version     INTEGER PRIMARY KEY,
    fingerprint BLOB NOT NULL
);

-- A key's token is never here: only its keyed hash, under a pepper that is kept outside the database.
CREATE TABLE keys (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    name           TEXT NOT NULL,
    token_hash     BLOB NOT NULL UNIQUE,
    pepper_version INTEGER NOT NULL,
    hint           TEXT NOT NULL,
    active         INTEGER NOT NULL,
    deleted_at     INTEGER,
    all_sites      INTEGER NOT NULL,
    all_methods    INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    generation     INTEGER NOT NULL,
    body           TEXT NOT NULL
);

CREATE TABLE key_sites (
    key_id  INTEGER NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
    site_id INTEGER NOT NULL REFERENCES sites (id),
    PRIMARY KEY (key_id, site_id)
) WITHOUT ROWID;

CREATE TABLE key_methods (
    key_id INTEGER NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
    method TEXT NOT NULL,
    PRIMARY KEY (key_id, method)
) WITHOUT ROWID;

-- What happened, for whoever reacts to it; written in the transaction of the change.
CREATE TABLE events (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    created_at INTEGER NOT NULL,
    name       TEXT NOT NULL,
    entity_id  INTEGER NOT NULL,
    site_id    INTEGER,
    key_id     INTEGER
);
