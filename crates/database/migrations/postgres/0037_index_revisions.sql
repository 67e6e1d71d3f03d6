-- How often a row was written since it was noted: its terms are made before the transaction that enters them, and enter only
-- where the row was not written meanwhile.
ALTER TABLE orders_unindexed ADD COLUMN rev BIGINT NOT NULL DEFAULT 0;
ALTER TABLE customers_unindexed ADD COLUMN rev BIGINT NOT NULL DEFAULT 0;
