/** What authors do with their webhooks. */
@NullMarked
package io.talel.gateway.webhook.own;

import org.jspecify.annotations.NullMarked;
