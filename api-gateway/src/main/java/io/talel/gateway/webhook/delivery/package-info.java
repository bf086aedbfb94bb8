/** Posts messages to receivers and records the answers. */
@NullMarked
package io.talel.gateway.webhook.delivery;

import org.jspecify.annotations.NullMarked;
