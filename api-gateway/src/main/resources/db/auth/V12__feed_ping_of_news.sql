-- Only articles that readers saw are queued, so nothing is left to be told apart.
ALTER TABLE auth.feed_ping DROP COLUMN withdrawn;
