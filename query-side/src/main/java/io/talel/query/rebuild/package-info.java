/** Rebuilding a projection beside the live one: filled, compared, and shown to readers in one transaction. */
@NullMarked
package io.talel.query.rebuild;

import org.jspecify.annotations.NullMarked;
