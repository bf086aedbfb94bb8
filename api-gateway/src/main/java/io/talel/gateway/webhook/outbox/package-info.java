/** What is told to webhooks, and each telling: filled by the processor of events of articles, which refuses replay. */
@NullMarked
package io.talel.gateway.webhook.outbox;

import org.jspecify.annotations.NullMarked;
