-- Keys by a name from elsewhere: what a file or a program that looks after keys knows them by.

ALTER TABLE keys ADD COLUMN external_id TEXT;
-- A deleted key gives its name back.
CREATE UNIQUE INDEX keys_external ON keys (external_id) WHERE deleted_at IS NULL;
