-- How often a row was written since it was noted: its terms are made before the transaction that enters them, and enter only
-- where the row was not written meanwhile.
ALTER TABLE orders_unindexed ADD COLUMN rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customers_unindexed ADD COLUMN rev INTEGER NOT NULL DEFAULT 0;

-- Segments are merged later: each entry is then written fewer times.
INSERT INTO orders_terms (orders_terms, rank) VALUES ('automerge', 16);
INSERT INTO customers_terms (customers_terms, rank) VALUES ('automerge', 16);
INSERT INTO orders_terms (orders_terms, rank) VALUES ('crisismerge', 32);
INSERT INTO customers_terms (customers_terms, rank) VALUES ('crisismerge', 32);
