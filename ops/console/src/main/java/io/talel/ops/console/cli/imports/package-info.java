/** The command that moves the replaced service's data here. */
@NullMarked
package io.talel.ops.console.cli.imports;

import org.jspecify.annotations.NullMarked;
