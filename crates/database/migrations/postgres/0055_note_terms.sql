-- What finds notes by their facets, as it is kept for tasks, costs, files and packs.
CREATE TABLE customer_notes_terms (
    key   BIGINT PRIMARY KEY,
    id    BIGINT NOT NULL,
    terms BIGINT[] NOT NULL
);
CREATE INDEX customer_notes_terms_terms ON customer_notes_terms USING gin (terms);
CREATE TABLE customer_notes_unindexed (
    id  BIGINT NOT NULL,
    key BIGINT NOT NULL,
    rev BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
);

CREATE TABLE corporate_notes_terms (
    key   BIGINT PRIMARY KEY,
    id    BIGINT NOT NULL,
    terms BIGINT[] NOT NULL
);
CREATE INDEX corporate_notes_terms_terms ON corporate_notes_terms USING gin (terms);
CREATE TABLE corporate_notes_unindexed (
    id  BIGINT NOT NULL,
    key BIGINT NOT NULL,
    rev BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id, key)
);

INSERT INTO facet_builds (noun, done, version) VALUES ('customer_notes', 0, 0), ('corporate_notes', 0, 0);
