-- Backups that servers make, running and finished, and what retention of task histories reads.

-- `state` is `running`, `done` or `failed`; only one runs at a time, on whichever server. Times are in Unix seconds.
CREATE TABLE backups (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    state       TEXT NOT NULL,
    scheduled   INTEGER NOT NULL,
    place       TEXT NOT NULL,
    started_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    finished_at INTEGER,
    row_count   INTEGER NOT NULL,
    bytes       INTEGER NOT NULL,
    encrypted   INTEGER NOT NULL,
    error       TEXT NOT NULL
);
CREATE UNIQUE INDEX backups_running ON backups (state) WHERE state = 'running';

CREATE INDEX tasks_history_created ON tasks_history (created_at);
