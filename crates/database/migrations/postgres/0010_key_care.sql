-- Keys that want looking after: the person to ask about a key, and the day by which somebody should look at it again.
CREATE INDEX keys_contact ON keys ((CAST(body ->> 'contact' AS BIGINT)));
CREATE INDEX keys_review ON keys ((CAST(body ->> 'review' AS TEXT)));
