/** Compares a filled generation with the live one, which is written meanwhile. */
@NullMarked
package io.talel.query.rebuild.comparison;

import org.jspecify.annotations.NullMarked;
