-- What a person sees of orders and customers on the pages; empty where it was never chosen.
ALTER TABLE users ADD COLUMN desk TEXT NOT NULL DEFAULT '';
