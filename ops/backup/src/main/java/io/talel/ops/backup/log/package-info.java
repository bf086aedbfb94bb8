/** Log of operators' changes: an entry is written before a change and completed after it. */
@NullMarked
package io.talel.ops.backup.log;

import org.jspecify.annotations.NullMarked;
