/** {@code talelio migrate}, and the versions of schemas that each command needs. */
@NullMarked
package io.talel.ops.console.cli.schema;

import org.jspecify.annotations.NullMarked;
