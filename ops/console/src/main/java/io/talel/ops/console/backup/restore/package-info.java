/** Makes a database again from its backups, as it was at any place of the log, and sees that it is the same. */
@NullMarked
package io.talel.ops.console.backup.restore;

import org.jspecify.annotations.NullMarked;
