-- People's own language and sessions, links for a forgotten password, calls by store, and what readers think of the help.

-- The language of a person's pages; null for the account's.
ALTER TABLE users ADD COLUMN language TEXT;
-- Whether the person has put the checklist of the start page away.
ALTER TABLE users ADD COLUMN hides_checklist BIGINT NOT NULL DEFAULT 0;

-- Where a session began: the IP address and the browser as it names itself.
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';

-- Links by which people who forgot their password choose another one: hashes, removed when used.
CREATE TABLE password_links (
    user_id    BIGINT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    token_hash BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

-- Calls for a store, by the hour (hours since 1970, UTC) and key: those that named it, and those of keys that have no
-- other store. `calls` counts all of them, `refused` and `failed` the ones that were not answered as asked.
CREATE TABLE usage_store_hours (
    site_id BIGINT NOT NULL,
    hour    BIGINT NOT NULL,
    key_id  BIGINT NOT NULL,
    calls   BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    failed  BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, hour, key_id)
);
CREATE INDEX usage_store_hours_hour ON usage_store_hours (hour);

-- The last call for each store.
CREATE TABLE usage_store_last (
    site_id BIGINT PRIMARY KEY,
    at      BIGINT NOT NULL,
    key_id  BIGINT NOT NULL
);

-- How readers answered "Was this article helpful?": `yes`, or a reason why not.
CREATE TABLE help_answers (
    article  TEXT NOT NULL,
    language TEXT NOT NULL,
    answer   TEXT NOT NULL,
    readers  BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    PRIMARY KEY (article, language, answer)
);
