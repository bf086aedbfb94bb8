/** The versions of the schemas, and both sides in this process for what needs their code. */
@NullMarked
package io.talel.ops.backup.schema;

import org.jspecify.annotations.NullMarked;
