/** Whether backups are what they were when they were made. */
@NullMarked
package io.talel.ops.console.backup.verify;

import org.jspecify.annotations.NullMarked;
