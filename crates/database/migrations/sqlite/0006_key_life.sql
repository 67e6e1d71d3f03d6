-- The life of a key: its secrets, its end, and the calls it was refused.

-- From when on the key does not work, whatever its state; null for no end.
ALTER TABLE keys ADD COLUMN ends_at INTEGER;
-- Why the key does not work any more, such as `leaked`, and since when; null while nothing ended it.
ALTER TABLE keys ADD COLUMN cause TEXT;
ALTER TABLE keys ADD COLUMN caused_at INTEGER;
-- The number of the present secret: 1, and one more with each rotation.
ALTER TABLE keys ADD COLUMN secret INTEGER NOT NULL DEFAULT 1;
-- The token, sealed under a key outside the database; null when it is shown once only.
ALTER TABLE keys ADD COLUMN sealed BLOB;
CREATE INDEX keys_ends ON keys (ends_at);

-- Secrets that a rotation has replaced. They stay on record, so that whoever still uses one can be told.
CREATE TABLE former_secrets (
    token_hash     BLOB NOT NULL PRIMARY KEY,
    key_id         INTEGER NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
    number         INTEGER NOT NULL,
    pepper_version INTEGER NOT NULL,
    hint           TEXT NOT NULL,
    -- Until when it works beside its successor; null for as long as nobody says otherwise.
    ends_at        INTEGER,
    -- Whether the first use of its successor ends it.
    yields         INTEGER NOT NULL
);
CREATE INDEX former_secrets_key ON former_secrets (key_id, number);

-- Calls by a known key that were refused, by the id that was answered with them.
CREATE TABLE refusals (
    request_id TEXT NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    key_id     INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    method     TEXT NOT NULL,
    address    TEXT NOT NULL,
    site       TEXT
);
CREATE INDEX refusals_key ON refusals (key_id, created_at);
CREATE INDEX refusals_created ON refusals (created_at);
