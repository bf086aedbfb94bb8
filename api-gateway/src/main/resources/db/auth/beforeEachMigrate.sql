-- A migration that cannot have a table in time fails, and is repeated by the next start: statements that come after it wait behind
-- it, for two seconds at most, and a backup may hold the table for longer. An autovacuum gives way after one second.
SET lock_timeout = '1500ms';
