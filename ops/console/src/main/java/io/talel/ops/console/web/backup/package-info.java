/** Pages of backups. */
@NullMarked
package io.talel.ops.console.web.backup;

import org.jspecify.annotations.NullMarked;
