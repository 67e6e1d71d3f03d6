-- How keys are used. Rows outlive the keys they speak of.

-- What came of the calls of a key, by the hour (hours since 1970, UTC). Times are in microseconds.
CREATE TABLE usage_hours (
    key_id  BIGINT NOT NULL,
    hour    BIGINT NOT NULL,
    method  TEXT NOT NULL,
    outcome TEXT NOT NULL,
    calls   BIGINT NOT NULL,
    in_url  BIGINT NOT NULL,
    micros  BIGINT NOT NULL,
    slowest BIGINT NOT NULL,
    PRIMARY KEY (key_id, hour, method, outcome)
);
CREATE INDEX usage_hours_hour ON usage_hours (hour);

-- The same by the day of the account's zone (days since 1970).
CREATE TABLE usage_days (
    key_id  BIGINT NOT NULL,
    day     BIGINT NOT NULL,
    method  TEXT NOT NULL,
    outcome TEXT NOT NULL,
    calls   BIGINT NOT NULL,
    in_url  BIGINT NOT NULL,
    micros  BIGINT NOT NULL,
    slowest BIGINT NOT NULL,
    PRIMARY KEY (key_id, day, method, outcome)
);
CREATE INDEX usage_days_day ON usage_days (day);

-- The last call of each key.
CREATE TABLE usage_last (
    key_id    BIGINT PRIMARY KEY,
    at        BIGINT NOT NULL,
    address   TEXT NOT NULL,
    agent     TEXT NOT NULL,
    transport TEXT NOT NULL,
    method    TEXT NOT NULL,
    outcome   TEXT NOT NULL
);

-- Where calls came from.
CREATE TABLE usage_addresses (
    key_id   BIGINT NOT NULL,
    address  TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    calls    BIGINT NOT NULL,
    PRIMARY KEY (key_id, address)
);

-- The stores that calls named; 0 for those that named none.
CREATE TABLE usage_sites (
    key_id  BIGINT NOT NULL,
    site_id BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    calls   BIGINT NOT NULL,
    PRIMARY KEY (key_id, site_id)
);

-- Moments to remember: since when calls are counted.
CREATE TABLE usage_marks (
    name TEXT PRIMARY KEY,
    at   BIGINT NOT NULL
);

-- Narrower grants on trial: nothing is refused by them, only counted. The methods are a JSON list of names.
CREATE TABLE key_trials (
    key_id   BIGINT PRIMARY KEY,
    methods  JSON NOT NULL,
    begun_at BIGINT NOT NULL
);
CREATE TABLE key_trial_calls (
    key_id  BIGINT NOT NULL,
    method  TEXT NOT NULL,
    calls   BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (key_id, method)
);

-- What an advice that was followed took from a key, so that it can be given back.
CREATE TABLE key_reverts (
    key_id     BIGINT PRIMARY KEY,
    everything BIGINT NOT NULL,
    methods    JSON NOT NULL,
    applied_at BIGINT NOT NULL
);

-- Keys that nobody uses: when somebody was told, when the hub switched them off, when somebody gave them another chance.
CREATE TABLE key_stale (
    key_id     BIGINT PRIMARY KEY,
    noticed_at BIGINT,
    off_at     BIGINT,
    spared_at  BIGINT
);
