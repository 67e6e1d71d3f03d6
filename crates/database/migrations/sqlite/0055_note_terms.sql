-- What finds notes by their facets, as it is kept for tasks, costs, files and packs.
CREATE VIRTUAL TABLE customer_notes_terms USING fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO customer_notes_terms (customer_notes_terms, rank) VALUES ('automerge', 16);
INSERT INTO customer_notes_terms (customer_notes_terms, rank) VALUES ('crisismerge', 32);
CREATE TABLE customer_notes_unindexed (
    id  INTEGER NOT NULL,
    key INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE corporate_notes_terms USING fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO corporate_notes_terms (corporate_notes_terms, rank) VALUES ('automerge', 16);
INSERT INTO corporate_notes_terms (corporate_notes_terms, rank) VALUES ('crisismerge', 32);
CREATE TABLE corporate_notes_unindexed (
    id  INTEGER NOT NULL,
    key INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;

INSERT INTO facet_builds (noun, done, version) VALUES ('customer_notes', 0, 0), ('corporate_notes', 0, 0);
