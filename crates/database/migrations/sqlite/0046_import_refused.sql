-- The rows of an import that were refused, as they were in the file, to be repaired and imported again.
CREATE TABLE import_refused (
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    line      INTEGER NOT NULL,
    body      TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
);
