/** The web console: its server and the pages outside the subjects. */
@NullMarked
package io.talel.ops.console.web;

import org.jspecify.annotations.NullMarked;
