-- Articles have a processor of their own, which goes on where the one stands that told hubs of them.
INSERT INTO auth.event_position (processor_name, segment, token, token_type, timestamp)
SELECT 'article-events', segment, token, token_type, timestamp
FROM auth.event_position
WHERE processor_name = 'user-events';

COMMENT ON COLUMN auth.feed_ping.withdrawn IS 'Unused: only articles that readers saw are queued.';
