/** {@code talelio log}: what operators did. */
@NullMarked
package io.talel.ops.console.cli.log;

import org.jspecify.annotations.NullMarked;
