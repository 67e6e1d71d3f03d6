-- The note that stands above the others on a customer's card.
CREATE TABLE pinned_notes (
    customer_id BIGINT PRIMARY KEY,
    note_id     BIGINT NOT NULL
);
