/** Versions of the schemas. */
@NullMarked
package io.talel.ops.backup.schema;

import org.jspecify.annotations.NullMarked;
