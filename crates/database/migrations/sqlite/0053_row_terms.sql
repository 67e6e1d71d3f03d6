-- What finds the rows of lists of tasks, costs, files and packs by their facets, as it is kept for orders and customers, and the
-- indexes by which lists without a filter are read.
CREATE VIRTUAL TABLE tasks_terms USING fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO tasks_terms (tasks_terms, rank) VALUES ('automerge', 16);
INSERT INTO tasks_terms (tasks_terms, rank) VALUES ('crisismerge', 32);
CREATE TABLE tasks_unindexed (
    id  INTEGER NOT NULL,
    key INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;
CREATE INDEX tasks_newest ON tasks (created_at, id);

CREATE VIRTUAL TABLE costs_terms USING fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO costs_terms (costs_terms, rank) VALUES ('automerge', 16);
INSERT INTO costs_terms (costs_terms, rank) VALUES ('crisismerge', 32);
CREATE TABLE costs_unindexed (
    id  INTEGER NOT NULL,
    key INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;
CREATE INDEX costs_newest ON costs (created_at, id);

CREATE VIRTUAL TABLE files_terms USING fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO files_terms (files_terms, rank) VALUES ('automerge', 16);
INSERT INTO files_terms (files_terms, rank) VALUES ('crisismerge', 32);
CREATE TABLE files_unindexed (
    id  INTEGER NOT NULL,
    key INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;
CREATE INDEX files_newest ON files (created_at, id);

CREATE VIRTUAL TABLE packs_terms USING fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO packs_terms (packs_terms, rank) VALUES ('automerge', 16);
INSERT INTO packs_terms (packs_terms, rank) VALUES ('crisismerge', 32);
CREATE TABLE packs_unindexed (
    id  INTEGER NOT NULL,
    key INTEGER NOT NULL,
    rev INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;
CREATE INDEX packs_newest ON packs (created_at, id);

INSERT INTO facet_builds (noun, done, version) VALUES ('tasks', 0, 0), ('costs', 0, 0), ('files', 0, 0), ('packs', 0, 0);
