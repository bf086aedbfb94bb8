/** Follows the event log and tells listeners of changes of users and articles. */
@NullMarked
package io.talel.gateway.bus.events;

import org.jspecify.annotations.NullMarked;
