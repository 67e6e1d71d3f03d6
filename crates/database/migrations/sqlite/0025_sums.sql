-- What the orders of each customer come to in each store: kept with every order that is written, since adding them up takes
-- as long as a customer has orders. Amounts are in ten-thousandths, moments in Unix seconds.
CREATE TABLE customer_sums (
    customer_id INTEGER NOT NULL,
    site_id     INTEGER NOT NULL,
    orders      INTEGER NOT NULL,
    total       INTEGER NOT NULL,
    costs       INTEGER NOT NULL,
    first_at    INTEGER NOT NULL,
    newest_at   INTEGER NOT NULL,
    PRIMARY KEY (customer_id, site_id)
) WITHOUT ROWID;
INSERT INTO customer_sums (customer_id, site_id, orders, total, costs, first_at, newest_at)
SELECT customer_id, site_id, count(*), CAST(sum(total) AS BIGINT), CAST(sum(costs) AS BIGINT), min(created_at), max(created_at)
FROM orders WHERE merged_into IS NULL AND customer_id IS NOT NULL GROUP BY customer_id, site_id;
