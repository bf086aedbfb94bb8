/** The event log as people read it. */
@NullMarked
package io.talel.ops.console.events;

import org.jspecify.annotations.NullMarked;
