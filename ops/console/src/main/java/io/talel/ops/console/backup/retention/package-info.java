/** Which backups are kept, and how the others go. */
@NullMarked
package io.talel.ops.console.backup.retention;

import org.jspecify.annotations.NullMarked;
