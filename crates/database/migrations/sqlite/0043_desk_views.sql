-- Saved views of the lists of orders and customers, and the columns that users chose.

CREATE TABLE desk_views (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    list       TEXT NOT NULL,
    user_id    INTEGER NOT NULL,
    shared     INTEGER NOT NULL,
    name       TEXT NOT NULL,
    query      TEXT NOT NULL,
    columns    TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX desk_views_list ON desk_views (list, id);

CREATE TABLE desk_columns (
    user_id INTEGER NOT NULL,
    list    TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (user_id, list)
);
