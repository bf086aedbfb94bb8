/** Pages of events. */
@NullMarked
package io.talel.ops.console.web.events;

import org.jspecify.annotations.NullMarked;
