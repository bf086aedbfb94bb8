/** Rebuilds a projection in a second generation beside the live one: fills it, compares it, and shows it to readers in one transaction. */
@NullMarked
package io.talel.query.rebuild;

import org.jspecify.annotations.NullMarked;
