-- What a hub of WebSub is to be told of: feeds, by their address, and articles whose feeds are still to be looked up. One row each,
-- however often it changes.
CREATE TABLE auth.feed_ping (
  topic     text        PRIMARY KEY,
  version   bigint      NOT NULL DEFAULT 0,
  withdrawn boolean     NOT NULL DEFAULT false,
  changes   bigint      NOT NULL DEFAULT 1,
  due_at    timestamptz NOT NULL DEFAULT now(),
  attempts  integer     NOT NULL DEFAULT 0
);

COMMENT ON TABLE auth.feed_ping IS 'Changes of which the hub of feeds has not been told yet; empty without a hub.';
COMMENT ON COLUMN auth.feed_ping.topic IS 'The address of a feed, or the stream of an article.';
COMMENT ON COLUMN auth.feed_ping.version IS 'Of an article: the version that the read models have to show first.';
COMMENT ON COLUMN auth.feed_ping.withdrawn IS 'Of an article: whether it was public and was taken back, so that a draft is told of, too.';
COMMENT ON COLUMN auth.feed_ping.changes IS 'A row that changes while the hub is told stays.';
COMMENT ON COLUMN auth.feed_ping.due_at IS 'When a node may take it, again if need be.';

CREATE INDEX feed_ping_due ON auth.feed_ping (due_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.feed_ping TO "${application}";
