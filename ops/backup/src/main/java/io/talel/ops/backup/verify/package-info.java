/** Verifies backups. */
@NullMarked
package io.talel.ops.backup.verify;

import org.jspecify.annotations.NullMarked;
