-- The client's own id of a payment is unique in its store. Ids that repeat from before are kept: the newest payment of an
-- id counts as the one that has it, as it did all along, and the older ones are marked as repeats.
ALTER TABLE payments ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0;
UPDATE payments SET repeats = 1 WHERE external_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM payments newer
    WHERE newer.site_id = payments.site_id AND newer.external_id = payments.external_id AND newer.id > payments.id
);
CREATE UNIQUE INDEX payments_unique_id ON payments (site_id, external_id) WHERE external_id IS NOT NULL AND repeats = 0;
CREATE INDEX payments_repeats ON payments (id) WHERE repeats = 1;
