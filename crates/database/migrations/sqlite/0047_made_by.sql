-- The key that made an order moves into the order's row; the table of events, which nothing read, goes.
ALTER TABLE orders ADD COLUMN made_by INTEGER;
UPDATE orders SET made_by = (SELECT m.key_id FROM order_makers m WHERE m.order_id = orders.id)
WHERE id IN (SELECT order_id FROM order_makers);
DROP TABLE order_makers;
DROP TABLE events;
