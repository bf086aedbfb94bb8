/** What all commands share: options, output, progress, and the frame for changes. */
@NullMarked
package io.talel.ops.console.cli;

import org.jspecify.annotations.NullMarked;
