/** The event log for people. */
@NullMarked
package io.talel.ops.console.events;

import org.jspecify.annotations.NullMarked;
