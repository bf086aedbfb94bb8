/** The operators' command line: inspects and repairs the stores, with or without running nodes. */
@NullMarked
package io.talel.ops.console;

import org.jspecify.annotations.NullMarked;
