package io.talel.gateway.webhook.delivery;

import io.talel.gateway.webhook.registry.ReceiverUrl;
import io.talel.gateway.webhook.registry.WebhookSecret;
import java.util.List;
import java.util.Optional;

/**
 * A webhook to which this node alone sends for a while.
 *
 * @param lease number of the lease; outcomes are recorded only while it is the last one
 * @param url empty if the key that opens it is gone
 * @param secrets that sign, the newest first; none if the key that opens them is gone
 * @param failures attempts that failed since the last one that succeeded
 */
record LeasedWebhook(
        long webhookId, long lease, Optional<ReceiverUrl> url, List<WebhookSecret> secrets, int failures) {}
