-- Which offer of the store's catalogue a line is of.
ALTER TABLE order_items ADD COLUMN offer_id BIGINT;
UPDATE order_items SET offer_id = f.offer_id
    FROM (SELECT CAST(i.value ->> 'id' AS BIGINT) AS item_id, p.id AS offer_id
        FROM orders o CROSS JOIN LATERAL json_array_elements(o.body -> 'items') i
        JOIN offers p ON CAST(p.id AS TEXT) = i.value -> 'offer' ->> 'id' AND p.site_id = o.site_id
        WHERE EXISTS (SELECT 1 FROM offers) AND i.value ->> 'id' IS NOT NULL) f
    WHERE order_items.id = f.item_id;
CREATE INDEX order_items_offer ON order_items (offer_id) WHERE offer_id IS NOT NULL;

-- When the customer left a cart that holds something, in Unix seconds.
ALTER TABLE carts ADD COLUMN dropped_at BIGINT;
UPDATE carts SET dropped_at = CAST(CAST(body AS JSON) ->> 'droppedAt' AS BIGINT)
    WHERE json_array_length(coalesce(CAST(body AS JSON) -> 'items', '[]')) > 0;
CREATE INDEX carts_dropped ON carts (customer_id) WHERE dropped_at IS NOT NULL;
