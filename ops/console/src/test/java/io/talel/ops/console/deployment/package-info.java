/** The files of {@code ops/deploy}: what compose and ECS run fits the software, and the scripts do what they should. */
@NullMarked
package io.talel.ops.console.deployment;

import org.jspecify.annotations.NullMarked;
