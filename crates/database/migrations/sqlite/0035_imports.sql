-- Imports of orders and customers from files, what each of their rows did, and how columns were read before.

CREATE TABLE imports (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id    INTEGER NOT NULL REFERENCES sites (id),
    user_id    INTEGER,
    kind       TEXT NOT NULL,
    file       TEXT NOT NULL,
    encoding   TEXT NOT NULL,
    separator  TEXT NOT NULL,
    plan       TEXT NOT NULL,
    state      TEXT NOT NULL,
    total      INTEGER NOT NULL,
    done       INTEGER NOT NULL,
    added      INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    same       INTEGER NOT NULL,
    refused    INTEGER NOT NULL,
    faults     TEXT NOT NULL,
    seen_at    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at   INTEGER
);
CREATE INDEX imports_site ON imports (site_id, id);

-- The file of an import in pieces, until it has run.
CREATE TABLE import_parts (
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    part      INTEGER NOT NULL,
    bytes     BLOB NOT NULL,
    PRIMARY KEY (import_id, part)
);

-- What a row of the file did: it is there once the row has been imported, so that none is imported twice.
CREATE TABLE import_rows (
    import_id   INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    line        INTEGER NOT NULL,
    action      TEXT NOT NULL,
    subject_id  INTEGER NOT NULL,
    history_id  INTEGER NOT NULL,
    buyer_id    INTEGER,
    buyer_history_id INTEGER,
    body        TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
);

-- What the columns of a file became when a user last imported one with the same header.
CREATE TABLE import_columns (
    user_id INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    header  TEXT NOT NULL,
    plan    TEXT NOT NULL,
    PRIMARY KEY (user_id, kind, header)
);
