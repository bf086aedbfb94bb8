-- Addresses that authors register, messages to them, and deliveries. No row holds an address or a secret in clear.
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
  taken_until   timestamptz NOT NULL DEFAULT now(),
  lease         bigint      NOT NULL DEFAULT 0,
  failures      integer     NOT NULL DEFAULT 0,
  failing_since timestamptz,
  proven        boolean     NOT NULL DEFAULT false,
  replayed_at   timestamptz,
  disabled_at   timestamptz
);

COMMENT ON TABLE auth.webhook IS 'Addresses that get messages about the articles of an author.';
COMMENT ON COLUMN auth.webhook.events IS 'Types of messages: article.published and so on.';
COMMENT ON COLUMN auth.webhook.url IS 'Encrypted under a key derived from SECRET_KEY, like the secrets.';
COMMENT ON COLUMN auth.webhook.former_secret IS 'Signs as well until former_until.';
COMMENT ON COLUMN auth.webhook.held_until IS 'End of the pause after a failure. The receiver that has waited longest since is the next one.';
COMMENT ON COLUMN auth.webhook.taken_until IS 'End of the lease of the node that sends to it.';
COMMENT ON COLUMN auth.webhook.lease IS 'Number of the lease. A node with an earlier one records nothing.';
COMMENT ON COLUMN auth.webhook.failures IS 'Attempts that failed since the last one that succeeded.';
COMMENT ON COLUMN auth.webhook.proven IS 'Whether all attempts of the last turn succeeded quickly. The other receivers have fewer threads.';
COMMENT ON COLUMN auth.webhook.replayed_at IS 'Time of the last replay, and begun_at of its deliveries.';
COMMENT ON COLUMN auth.webhook.disabled_at IS 'Time from which nothing is sent: the receiver is gone, has failed for a week, or the author is removed.';

CREATE INDEX webhook_user_id ON auth.webhook (user_id);

CREATE TABLE auth.outbox (
  id         text        PRIMARY KEY,
  user_id    bigint      NOT NULL,
  type       text        NOT NULL,
  position   bigint      NOT NULL,
  body       text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE auth.outbox IS 'Messages to webhooks, for 30 days; 10,000 of an author at most.';
COMMENT ON COLUMN auth.outbox.id IS 'Identifier of the event behind the message, the same on every node and at every attempt.';
COMMENT ON COLUMN auth.outbox.position IS 'Place of the event in the log.';

CREATE INDEX outbox_user_id ON auth.outbox (user_id, position);
CREATE INDEX outbox_created_at ON auth.outbox (created_at);

CREATE TABLE auth.webhook_delivery (
  webhook_id   bigint      NOT NULL REFERENCES auth.webhook ON DELETE CASCADE,
  message_id   text        NOT NULL REFERENCES auth.outbox ON DELETE CASCADE,
  user_id      bigint      NOT NULL,
  position     bigint      NOT NULL,
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

COMMENT ON TABLE auth.webhook_delivery IS 'Deliveries of messages to webhooks, with the last answer of the receiver.';
COMMENT ON COLUMN auth.webhook_delivery.position IS 'Position of the message.';
COMMENT ON COLUMN auth.webhook_delivery.begun_at IS 'When the delivery was queued, or queued again. It may be given up a day later.';
COMMENT ON COLUMN auth.webhook_delivery.due_at IS 'When the next attempt may begin; null once the message was delivered or given up.';
COMMENT ON COLUMN auth.webhook_delivery.status IS 'Status of the last answer; null if there was none.';

CREATE INDEX webhook_delivery_due ON auth.webhook_delivery (webhook_id, due_at, position) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_position ON auth.webhook_delivery (webhook_id, position DESC);
CREATE INDEX webhook_delivery_message_id ON auth.webhook_delivery (message_id);
CREATE INDEX webhook_delivery_user_id ON auth.webhook_delivery (user_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.webhook, auth.outbox, auth.webhook_delivery TO "${application}";
GRANT USAGE ON SEQUENCE auth.webhook_id TO "${application}";
