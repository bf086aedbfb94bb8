/** {@code talelio migrate}, and the schema versions that each command needs. */
@NullMarked
package io.talel.ops.console.cli.schema;

import org.jspecify.annotations.NullMarked;
