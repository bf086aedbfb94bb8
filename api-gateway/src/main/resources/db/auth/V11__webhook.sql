-- Addresses that authors have registered, what is told to them, and each telling. No row holds an address or a secret in clear.
CREATE SEQUENCE auth.webhook_id;

CREATE TABLE auth.webhook (
  id            bigint      PRIMARY KEY,
  user_id       bigint      NOT NULL,
  events        text[]      NOT NULL,
  url           text        NOT NULL,
  secret        text        NOT NULL,
  secret_number integer     NOT NULL DEFAULT 1,
  former_secret text,
  former_until  timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now(),
  held_until    timestamptz NOT NULL DEFAULT now(),
  failures      integer     NOT NULL DEFAULT 0,
  failing_since timestamptz,
  proven        boolean     NOT NULL DEFAULT false
);

COMMENT ON TABLE auth.webhook IS 'Addresses that an author wants messages about articles to go to.';
COMMENT ON COLUMN auth.webhook.events IS 'What is told: article.published and so on.';
COMMENT ON COLUMN auth.webhook.url IS 'Encrypted under a key derived from SECRET_KEY, like the secrets.';
COMMENT ON COLUMN auth.webhook.former_secret IS 'Signs as well, until former_until.';
COMMENT ON COLUMN auth.webhook.held_until IS 'When a node may send to it: until then one does so, or it is left alone after a failure.';
COMMENT ON COLUMN auth.webhook.failures IS 'Attempts that failed since the last one that succeeded.';
COMMENT ON COLUMN auth.webhook.proven IS 'Whether the last attempt succeeded: the others have fewer threads.';

CREATE INDEX webhook_user_id ON auth.webhook (user_id);

CREATE TABLE auth.outbox (
  id         text        PRIMARY KEY,
  user_id    bigint      NOT NULL,
  type       text        NOT NULL,
  position   bigint      NOT NULL,
  body       text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE auth.outbox IS 'What was told to webhooks, for 30 days.';
COMMENT ON COLUMN auth.outbox.id IS 'The identifier of the event behind it: the same on every node and at every attempt.';
COMMENT ON COLUMN auth.outbox.position IS 'Place of the event in the log.';

CREATE INDEX outbox_user_id ON auth.outbox (user_id, position);
CREATE INDEX outbox_created_at ON auth.outbox (created_at);

CREATE TABLE auth.webhook_delivery (
  webhook_id   bigint      NOT NULL REFERENCES auth.webhook ON DELETE CASCADE,
  message_id   text        NOT NULL REFERENCES auth.outbox ON DELETE CASCADE,
  user_id      bigint      NOT NULL,
  begun_at     timestamptz NOT NULL DEFAULT now(),
  due_at       timestamptz          DEFAULT now(),
  attempts     integer     NOT NULL DEFAULT 0,
  attempted_at timestamptz,
  delivered    boolean     NOT NULL DEFAULT false,
  status       integer,
  answer       text,
  error        text,
  PRIMARY KEY (webhook_id, message_id)
);

-- A restore copies tables in the order of their names: auth.outbox and auth.webhook come before this one, which refers to them.
COMMENT ON TABLE auth.webhook_delivery IS 'A message to a webhook, and what its receiver last answered.';
COMMENT ON COLUMN auth.webhook_delivery.begun_at IS 'It is given up a day after this.';
COMMENT ON COLUMN auth.webhook_delivery.due_at IS 'When it may be sent, again if need be; null: it was delivered or given up.';
COMMENT ON COLUMN auth.webhook_delivery.status IS 'Of the answer, if there was one.';

CREATE INDEX webhook_delivery_due ON auth.webhook_delivery (webhook_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_message_id ON auth.webhook_delivery (message_id);
CREATE INDEX webhook_delivery_user_id ON auth.webhook_delivery (user_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.webhook, auth.outbox, auth.webhook_delivery TO "${application}";
GRANT USAGE ON SEQUENCE auth.webhook_id TO "${application}";
