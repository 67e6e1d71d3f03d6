-- Phones and e-mails that a key which does not see them gave to customers: by these alone it finds customers again.
-- `guessed` is 1 while the customer has the contact from such a key only.
CREATE TABLE sent_contacts (
    kind        TEXT NOT NULL,
    value       TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    key_id      INTEGER NOT NULL REFERENCES keys (id),
    guessed     INTEGER NOT NULL,
    PRIMARY KEY (kind, value, customer_id, key_id)
) WITHOUT ROWID;
CREATE INDEX sent_contacts_customer ON sent_contacts (customer_id);
