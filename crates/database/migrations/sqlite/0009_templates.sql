-- Templates that people make: starting points of keys beside those that are built in.

CREATE TABLE key_templates (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    code       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    body       TEXT NOT NULL
);
