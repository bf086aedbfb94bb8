/** Whether this process serves, and whether the servers it needs answer. */
@NullMarked
package io.talel.gateway.health;

import org.jspecify.annotations.NullMarked;
