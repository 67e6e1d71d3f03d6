-- The key that made an order; users and the hub itself have no row here. Unlike the histories, these rows are kept for ever.
CREATE TABLE order_makers (
    order_id INTEGER PRIMARY KEY,
    key_id   INTEGER NOT NULL
);
INSERT INTO order_makers (order_id, key_id)
SELECT h.order_id, min(h.key_id) FROM orders_history h
WHERE h.key_id IS NOT NULL AND h.body LIKE '{"created":true%' GROUP BY h.order_id;
