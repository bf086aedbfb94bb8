/** Looking into the event log; personal fields stay sealed. */
@NullMarked
package io.talel.ops.console.events;

import org.jspecify.annotations.NullMarked;
