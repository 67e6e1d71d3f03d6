-- Modules that tell about themselves; and how people sign in besides their password.

CREATE TABLE integration_modules (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    code         TEXT NOT NULL UNIQUE,
    active       INTEGER NOT NULL,
    key_id       INTEGER NOT NULL REFERENCES keys (id),
    created_at   INTEGER NOT NULL,
    announced_at INTEGER NOT NULL,
    body         TEXT NOT NULL
);
CREATE INDEX integration_modules_announced ON integration_modules (announced_at);

-- Tells whether the seal at hand is the one that secrets in this database are sealed under.
CREATE TABLE seals (
    version     INTEGER PRIMARY KEY,
    fingerprint BLOB NOT NULL
);

-- The secret behind a person's one-time codes, sealed; the newest time step a code of which was taken.
CREATE TABLE second_steps (
    user_id   INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret    BLOB NOT NULL,
    confirmed INTEGER NOT NULL,
    last_step INTEGER NOT NULL
);

-- Codes for who has lost what makes the one-time codes: hashes, gone when used.
CREATE TABLE recovery_codes (
    user_id   INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

-- Links by which people choose their password themselves: hashes, gone when used.
CREATE TABLE invitations (
    user_id    INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
);
