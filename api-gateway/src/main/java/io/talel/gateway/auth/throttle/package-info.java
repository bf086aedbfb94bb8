/** How often something may be tried that guessers and floods try: counted in Redis for all nodes together. */
@NullMarked
package io.talel.gateway.auth.throttle;

import org.jspecify.annotations.NullMarked;
