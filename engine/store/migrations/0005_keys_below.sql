-- First answers of what was done under keys of its own below another key (`key/instance`, `key/start:…`): found by the
-- beginning of the key, whatever the collation of the database.
create index idempotency_below on idempotency (town_id, key text_pattern_ops) where key like '%/%';
