/** What every projection is made of: events folded into rows, rows written in batches into a generation. */
@NullMarked
package io.talel.query.projection;

import org.jspecify.annotations.NullMarked;
