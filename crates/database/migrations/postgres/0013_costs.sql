-- What an order costs the shop: goods and delivery, in ten-thousandths, beside what is to be paid. It is the difference
-- to what is earned, which was worked out all along.
ALTER TABLE orders ADD COLUMN costs BIGINT NOT NULL DEFAULT 0;
UPDATE orders SET costs = total - COALESCE(CAST(facets ->> 'marginSumm' AS BIGINT), total);
DROP INDEX orders_customer;
CREATE INDEX orders_customer ON orders (customer_id, site_id, created_at, total, costs) WHERE merged_into IS NULL;
