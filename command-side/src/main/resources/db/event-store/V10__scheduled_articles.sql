-- What is to be done with articles later; written with the events and made again from the log like all claims.
CREATE TABLE claims.scheduled_article (
    article_id   bigint      CONSTRAINT scheduled_article_article PRIMARY KEY,
    -- Version of the article's stream that scheduled it.
    version      bigint      NOT NULL,
    publish_at   timestamptz,
    unpublish_at timestamptz,
    due_at       timestamptz NOT NULL GENERATED ALWAYS AS (least(publish_at, unpublish_at)) STORED
);

CREATE INDEX scheduled_article_due ON claims.scheduled_article (due_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON claims.scheduled_article TO "${application}";
