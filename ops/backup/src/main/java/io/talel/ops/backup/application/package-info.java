/** Command side and query side in the process of a command. */
@NullMarked
package io.talel.ops.backup.application;

import org.jspecify.annotations.NullMarked;
