/** {@code talelio console}: starts the web console. */
@NullMarked
package io.talel.ops.console.cli.web;

import org.jspecify.annotations.NullMarked;
