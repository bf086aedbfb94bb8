/** Chooses which backups are kept, and deletes the others. */
@NullMarked
package io.talel.ops.backup.retention;

import org.jspecify.annotations.NullMarked;
