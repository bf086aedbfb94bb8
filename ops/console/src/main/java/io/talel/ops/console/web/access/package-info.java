/** Access to the pages. */
@NullMarked
package io.talel.ops.console.web.access;

import org.jspecify.annotations.NullMarked;
