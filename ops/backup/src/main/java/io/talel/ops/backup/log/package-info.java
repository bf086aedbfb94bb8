/** What operators changed: written down before it is done and completed after. */
@NullMarked
package io.talel.ops.backup.log;

import org.jspecify.annotations.NullMarked;
