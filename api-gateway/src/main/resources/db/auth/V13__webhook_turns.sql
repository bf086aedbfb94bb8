-- Turns of receivers: leases with numbers, ends of webhooks, and deliveries in the order of their messages.
ALTER TABLE auth.webhook
  ADD COLUMN taken_until timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN lease       bigint      NOT NULL DEFAULT 0,
  ADD COLUMN replayed_at timestamptz,
  ADD COLUMN disabled_at timestamptz;

COMMENT ON TABLE auth.webhook IS 'Addresses that get messages about the articles of an author.';
COMMENT ON COLUMN auth.webhook.events IS 'Types of messages: article.published and so on.';
COMMENT ON COLUMN auth.webhook.former_secret IS 'Signs as well until former_until.';
COMMENT ON COLUMN auth.webhook.held_until IS 'End of the pause after a failure. The receiver that has waited longest since is the next one.';
COMMENT ON COLUMN auth.webhook.taken_until IS 'End of the lease of the node that sends to it.';
COMMENT ON COLUMN auth.webhook.lease IS 'Number of the lease. A node with an earlier one records nothing.';
COMMENT ON COLUMN auth.webhook.proven IS 'Whether all attempts of the last turn succeeded quickly. The other receivers have fewer threads.';
COMMENT ON COLUMN auth.webhook.replayed_at IS 'Time of the last replay, and begun_at of its deliveries.';
COMMENT ON COLUMN auth.webhook.disabled_at IS 'Time from which nothing is sent: the receiver is gone, has failed for a week, or the author is removed.';

COMMENT ON TABLE auth.outbox IS 'Messages to webhooks, for 30 days; 10,000 of an author at most.';
COMMENT ON COLUMN auth.outbox.id IS 'Identifier of the event behind the message, the same on every node and at every attempt.';

ALTER TABLE auth.webhook_delivery ADD COLUMN position bigint NOT NULL DEFAULT 0;
UPDATE auth.webhook_delivery d SET position = m.position FROM auth.outbox m WHERE m.id = d.message_id;

COMMENT ON TABLE auth.webhook_delivery IS 'Deliveries of messages to webhooks, with the last answer of the receiver.';
COMMENT ON COLUMN auth.webhook_delivery.position IS 'Position of the message; 0 if a node of the release before added the delivery.';
COMMENT ON COLUMN auth.webhook_delivery.begun_at IS 'When the delivery was queued, or queued again. It may be given up a day later.';
COMMENT ON COLUMN auth.webhook_delivery.due_at IS 'When the next attempt may begin; null once the message was delivered or given up.';
COMMENT ON COLUMN auth.webhook_delivery.status IS 'Status of the last answer; null if there was none.';

DROP INDEX auth.webhook_delivery_due;
CREATE INDEX webhook_delivery_due ON auth.webhook_delivery (webhook_id, due_at, position) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_position ON auth.webhook_delivery (webhook_id, position DESC);
