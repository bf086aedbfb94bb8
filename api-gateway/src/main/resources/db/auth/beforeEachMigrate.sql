-- A migration that cannot have a table in time fails, and is repeated by the next start: statements that come after it wait behind
-- it, and would fail as long as a backup holds the table. An autovacuum gives way after one second.
SET lock_timeout = '1500ms';
