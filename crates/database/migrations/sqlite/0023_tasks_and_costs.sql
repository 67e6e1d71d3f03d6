CREATE TABLE tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    maker_id INTEGER,
    created_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    body TEXT NOT NULL,
    order_id INTEGER,
    customer_id INTEGER,
    performer_id INTEGER,
    creator_id INTEGER,
    due_at INTEGER,
    is_complete INTEGER NOT NULL,
    completed_at INTEGER
);
CREATE INDEX tasks_order ON tasks (order_id);
CREATE INDEX tasks_customer ON tasks (customer_id);
CREATE INDEX tasks_performer ON tasks (performer_id, due_at);

CREATE TABLE tasks_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    task_id INTEGER NOT NULL,
    order_id INTEGER,
    customer_id INTEGER,
    maker_id INTEGER,
    created_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    key_id INTEGER,
    user_id INTEGER,
    request_id TEXT,
    secret_number INTEGER,
    field TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX tasks_history_task ON tasks_history (task_id, id);
CREATE INDEX tasks_history_key ON tasks_history (key_id, created_at, id);

-- Amounts are kept in ten-thousandths, days as days since 1970.
CREATE TABLE costs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    maker_id INTEGER,
    created_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    body TEXT NOT NULL,
    order_id INTEGER,
    amount INTEGER NOT NULL,
    item TEXT NOT NULL,
    user_id INTEGER,
    creator_id INTEGER,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL
);
CREATE INDEX costs_order ON costs (order_id);
CREATE INDEX costs_day ON costs (first_day);

CREATE TABLE cost_sites (
    cost_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    PRIMARY KEY (cost_id, site_id)
);
CREATE INDEX cost_sites_site ON cost_sites (site_id);
