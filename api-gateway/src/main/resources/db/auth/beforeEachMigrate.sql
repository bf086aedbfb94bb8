-- A migration that cannot have a table within a second fails, and is repeated by the next start: statements that come after it
-- wait behind it, and would fail as long as a backup holds the table.
SET lock_timeout = '1s';
