/** Messages to webhooks and their deliveries. The processor of article events fills it, and refuses replay. */
@NullMarked
package io.talel.gateway.webhook.outbox;

import org.jspecify.annotations.NullMarked;
