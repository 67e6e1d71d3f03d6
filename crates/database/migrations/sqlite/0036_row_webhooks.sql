-- What a webhook gets of orders and customers: of which stores, whether whole rows, and what is hidden in them.
ALTER TABLE webhooks ADD COLUMN site_ids TEXT NOT NULL DEFAULT '';
ALTER TABLE webhooks ADD COLUMN with_rows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE webhooks ADD COLUMN masks TEXT NOT NULL DEFAULT '';
