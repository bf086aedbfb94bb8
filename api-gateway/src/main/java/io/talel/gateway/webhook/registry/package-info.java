/** The webhooks that authors have registered, with their secrets. */
@NullMarked
package io.talel.gateway.webhook.registry;

import org.jspecify.annotations.NullMarked;
