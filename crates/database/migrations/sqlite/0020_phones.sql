-- What finds customers and orders that are gone, to lead to what they became.
CREATE INDEX customers_gone ON customers (site_id, external_id) WHERE external_id IS NOT NULL AND merged_into IS NOT NULL;
CREATE INDEX customers_gone_browser ON customers (browser_id) WHERE browser_id IS NOT NULL AND merged_into IS NOT NULL;
CREATE INDEX orders_gone ON orders (site_id, external_id) WHERE external_id IS NOT NULL AND merged_into IS NOT NULL;

-- Rows whose phones and e-mails are still to be read by the rules and the country of now: `done` is the id up to which
-- it is done. Rows are read again from the beginning when the country changes.
CREATE TABLE readings (
    noun TEXT PRIMARY KEY,
    done BIGINT NOT NULL
);
INSERT INTO readings (noun, done) VALUES ('customers', 0), ('orders', 0);
