-- What finds the rows of lists by their facets: a row of terms for each order and customer, in the order of the lists, made
-- from the row itself a moment after it was written. `key` is the moment at which it was made (seconds, shifted left by 31)
-- and its id.
CREATE VIRTUAL TABLE orders_terms USING fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE customers_terms USING fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- Rows whose terms are still to be made, and the keys they are found under so far: lists look at these rows one by one.
CREATE TABLE orders_unindexed (
    id  INTEGER NOT NULL,
    key INTEGER NOT NULL,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;
CREATE TABLE customers_unindexed (
    id  INTEGER NOT NULL,
    key INTEGER NOT NULL,
    PRIMARY KEY (id, key)
) WITHOUT ROWID;

-- The different values of facets that have few, to be searched for a part of one.
CREATE TABLE facet_values (
    noun  TEXT NOT NULL,
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (noun, facet, value)
) WITHOUT ROWID;

-- How far the terms of rows from before are made: up to this id, by the rules of this version, which is 0 until all are.
CREATE TABLE facet_builds (
    noun    TEXT PRIMARY KEY,
    done    INTEGER NOT NULL,
    version INTEGER NOT NULL
);
INSERT INTO facet_builds (noun, done, version) VALUES ('orders', 0, 0), ('customers', 0, 0);

-- How many rows there are in each store, of orders by status: kept with every row that is written. On a server that many
-- write to at once each of them adds to one of several shards, whose numbers are added up.
CREATE TABLE row_counts (
    noun    TEXT NOT NULL,
    site_id INTEGER NOT NULL,
    status  TEXT NOT NULL,
    shard   INTEGER NOT NULL,
    number  INTEGER NOT NULL,
    PRIMARY KEY (noun, site_id, status, shard)
) WITHOUT ROWID;
INSERT INTO row_counts (noun, site_id, status, shard, number)
SELECT 'orders', site_id, status, 0, count(*) FROM orders WHERE merged_into IS NULL GROUP BY site_id, status;
INSERT INTO row_counts (noun, site_id, status, shard, number)
SELECT 'customers', site_id, '', 0, count(*) FROM customers WHERE merged_into IS NULL GROUP BY site_id;

-- How many rows there are in each block of 2,048 ids of a history, by what they are filtered by; 0 stands for none. Blocks are
-- counted once nothing can appear in them any more; an empty one has a row for the store 0.
CREATE TABLE history_blocks (
    book       TEXT NOT NULL,
    block      INTEGER NOT NULL,
    site_id    INTEGER NOT NULL,
    other_site INTEGER NOT NULL,
    key_id     INTEGER NOT NULL,
    number     INTEGER NOT NULL,
    first_at   INTEGER NOT NULL,
    last_at    INTEGER NOT NULL,
    PRIMARY KEY (book, block, site_id, other_site, key_id)
) WITHOUT ROWID;
