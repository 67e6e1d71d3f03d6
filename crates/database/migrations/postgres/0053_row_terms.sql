-- What finds the rows of lists of tasks, costs, files and packs by their facets, as it is kept for orders and customers, and the
-- indexes by which lists without a filter are read.
CREATE TABLE tasks_terms (
    key   BIGINT PRIMARY KEY,
    id    BIGINT NOT NULL,
    terms BIGINT[] NOT NULL
);
CREATE INDEX tasks_terms_terms ON tasks_terms USING gin (terms);
CREATE TABLE tasks_unindexed (
    id  BIGINT NOT NULL,
    key BIGINT NOT NULL,
    rev BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
);
CREATE INDEX tasks_newest ON tasks (created_at, id);

CREATE TABLE costs_terms (
    key   BIGINT PRIMARY KEY,
    id    BIGINT NOT NULL,
    terms BIGINT[] NOT NULL
);
CREATE INDEX costs_terms_terms ON costs_terms USING gin (terms);
CREATE TABLE costs_unindexed (
    id  BIGINT NOT NULL,
    key BIGINT NOT NULL,
    rev BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
);
CREATE INDEX costs_newest ON costs (created_at, id);

CREATE TABLE files_terms (
    key   BIGINT PRIMARY KEY,
    id    BIGINT NOT NULL,
    terms BIGINT[] NOT NULL
);
CREATE INDEX files_terms_terms ON files_terms USING gin (terms);
CREATE TABLE files_unindexed (
    id  BIGINT NOT NULL,
    key BIGINT NOT NULL,
    rev BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
);
CREATE INDEX files_newest ON files (created_at, id);

CREATE TABLE packs_terms (
    key   BIGINT PRIMARY KEY,
    id    BIGINT NOT NULL,
    terms BIGINT[] NOT NULL
);
CREATE INDEX packs_terms_terms ON packs_terms USING gin (terms);
CREATE TABLE packs_unindexed (
    id  BIGINT NOT NULL,
    key BIGINT NOT NULL,
    rev BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
);
CREATE INDEX packs_newest ON packs (created_at, id);

INSERT INTO facet_builds (noun, done, version) VALUES ('tasks', 0, 0), ('costs', 0, 0), ('files', 0, 0), ('packs', 0, 0);
