/** Makes backups. */
@NullMarked
package io.talel.ops.backup.dump;

import org.jspecify.annotations.NullMarked;
