/** Throttling of attempts such as log-ins, counted in Redis for all nodes together. */
@NullMarked
package io.talel.gateway.auth.throttle;

import org.jspecify.annotations.NullMarked;
