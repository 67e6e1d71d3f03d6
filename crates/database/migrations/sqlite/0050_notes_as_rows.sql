-- Notes are rows of a noun that is declared as data: what is answered of them stands in their body.

CREATE TABLE kept_notes (
    id INTEGER, customer_id INTEGER, manager_id INTEGER, created_at INTEGER, search TEXT, body TEXT
);
INSERT INTO kept_notes
    SELECT id, customer_id, manager_id, created_at, search, CASE WHEN manager_id IS NULL THEN json_object('text', text) ELSE json_object('managerId', manager_id, 'text', text) END FROM customer_notes;
CREATE TABLE kept_counter (
    seq INTEGER
);
INSERT INTO kept_counter SELECT seq FROM sqlite_sequence WHERE name = 'customer_notes';
DROP TABLE customer_notes;
CREATE TABLE customer_notes (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    maker_id    INTEGER,
    created_at  INTEGER NOT NULL,
    search      TEXT NOT NULL,
    body        TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    manager_id  INTEGER
);
CREATE INDEX customer_notes_customer ON customer_notes (customer_id);
CREATE INDEX customer_notes_newest ON customer_notes (created_at, id);
INSERT INTO customer_notes (id, customer_id, manager_id, created_at, search, body) SELECT id, customer_id, manager_id, created_at, search, body FROM kept_notes;
DELETE FROM sqlite_sequence WHERE name = 'customer_notes';
INSERT INTO sqlite_sequence (name, seq) SELECT 'customer_notes', seq FROM kept_counter;
DROP TABLE kept_notes;
DROP TABLE kept_counter;

CREATE TABLE kept_notes (
    id INTEGER, customer_id INTEGER, manager_id INTEGER, created_at INTEGER, search TEXT, body TEXT
);
INSERT INTO kept_notes
    SELECT id, customer_id, manager_id, created_at, search, CASE WHEN manager_id IS NULL THEN json_object('text', text) ELSE json_object('managerId', manager_id, 'text', text) END FROM corporate_notes;
CREATE TABLE kept_counter (
    seq INTEGER
);
INSERT INTO kept_counter SELECT seq FROM sqlite_sequence WHERE name = 'corporate_notes';
DROP TABLE corporate_notes;
CREATE TABLE corporate_notes (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    maker_id    INTEGER,
    created_at  INTEGER NOT NULL,
    search      TEXT NOT NULL,
    body        TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES corporate_customers (id),
    manager_id  INTEGER
);
CREATE INDEX corporate_notes_customer ON corporate_notes (customer_id);
CREATE INDEX corporate_notes_newest ON corporate_notes (created_at, id);
INSERT INTO corporate_notes (id, customer_id, manager_id, created_at, search, body) SELECT id, customer_id, manager_id, created_at, search, body FROM kept_notes;
DELETE FROM sqlite_sequence WHERE name = 'corporate_notes';
INSERT INTO sqlite_sequence (name, seq) SELECT 'corporate_notes', seq FROM kept_counter;
DROP TABLE kept_notes;
DROP TABLE kept_counter;
