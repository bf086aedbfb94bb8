/** Versions of the schemas, and the code of both sides in this process. */
@NullMarked
package io.talel.ops.backup.schema;

import org.jspecify.annotations.NullMarked;
