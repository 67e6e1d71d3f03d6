-- The pages: who is signed in, and what keys are searched by.

-- The token of the cookie is never here: only its hash.
CREATE TABLE sessions (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    user_id    BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

-- Lower-cased name and hint; lists are sorted and searched by it.
ALTER TABLE keys ADD COLUMN search TEXT;
CREATE INDEX keys_search ON keys (search);
CREATE INDEX key_sites_site ON key_sites (site_id);
