/** The operators' command line: looks at the stores and repairs them, whether or not a node runs. */
@NullMarked
package io.talel.ops.console;

import org.jspecify.annotations.NullMarked;
