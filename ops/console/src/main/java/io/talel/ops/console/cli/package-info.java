/** What all commands share: options, output, progress, and the frame of a change. */
@NullMarked
package io.talel.ops.console.cli;

import org.jspecify.annotations.NullMarked;
