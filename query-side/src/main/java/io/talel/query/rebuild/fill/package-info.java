/** Fills a generation from the log. */
@NullMarked
package io.talel.query.rebuild.fill;

import org.jspecify.annotations.NullMarked;
