/** Checks that backups are what was written. */
@NullMarked
package io.talel.ops.backup.verify;

import org.jspecify.annotations.NullMarked;
