-- Indexes for every filter of the lists of administrators: the audit log, refusals, keys.
CREATE INDEX records_kind ON records (by_kind, number);

-- The first and the last row of the audit log that were written on a day (UTC, since 1970): a clock that was set back can have put
-- rows of several days between each other.
CREATE TABLE record_days (
    day   INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last  INTEGER NOT NULL
);
INSERT INTO record_days (day, first, last) SELECT created_at / 86400, min(number), max(number) FROM records GROUP BY created_at / 86400;

CREATE INDEX refusals_reason ON refusals (reason, created_at, request_id);
CREATE INDEX refusals_method ON refusals (method, created_at, request_id);
CREATE INDEX refusals_address ON refusals (address, created_at, request_id);

CREATE INDEX keys_name ON keys (search, id) WHERE deleted_at IS NULL;
CREATE INDEX keys_deleted ON keys (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX keys_cause ON keys (cause) WHERE cause IS NOT NULL;
CREATE INDEX keys_wide ON keys (id) WHERE all_sites = 1;
CREATE INDEX keys_broad ON keys (id) WHERE all_methods = 1;
CREATE INDEX keys_owner ON keys ((CAST(body ->> 'owner' AS TEXT)));
CREATE INDEX keys_template ON keys ((CAST(body ->> 'template' AS TEXT)));
CREATE INDEX keys_party ON keys ((CAST(body ->> 'party' AS TEXT)));
CREATE INDEX key_methods_method ON key_methods (method);
CREATE INDEX usage_days_in_url ON usage_days (key_id, day) WHERE in_url > 0;
