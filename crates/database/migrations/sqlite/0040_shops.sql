-- Which offer of the store's catalogue a line is of.
ALTER TABLE order_items ADD COLUMN offer_id INTEGER;
UPDATE order_items SET offer_id = f.offer_id
    FROM (SELECT json_extract(i.value, '$.id') AS item_id, p.id AS offer_id
        FROM orders o CROSS JOIN json_each(o.body, '$.items') i CROSS JOIN offers p
        WHERE p.id = json_extract(i.value, '$.offer.id') AND p.site_id = o.site_id AND EXISTS (SELECT 1 FROM offers)) f
    WHERE order_items.id = f.item_id;
CREATE INDEX order_items_offer ON order_items (offer_id) WHERE offer_id IS NOT NULL;

-- When the customer left a cart that holds something, in Unix seconds.
ALTER TABLE carts ADD COLUMN dropped_at INTEGER;
UPDATE carts SET dropped_at = json_extract(body, '$.droppedAt') WHERE json_array_length(body, '$.items') > 0;
CREATE INDEX carts_dropped ON carts (customer_id) WHERE dropped_at IS NOT NULL;
