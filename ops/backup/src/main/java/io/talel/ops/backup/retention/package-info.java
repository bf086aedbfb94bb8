/** Which backups are kept, and deleting the others. */
@NullMarked
package io.talel.ops.backup.retention;

import org.jspecify.annotations.NullMarked;
