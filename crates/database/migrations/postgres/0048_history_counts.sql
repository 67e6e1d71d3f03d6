-- What rows of a history are counted by is in one index, so that counting need not read the rows themselves.
DROP INDEX orders_history_site;
CREATE INDEX orders_history_site ON orders_history (site_id, id, other_site, key_id);
DROP INDEX customers_history_site;
CREATE INDEX customers_history_site ON customers_history (site_id, id, other_site, key_id);
