/** The generations of a projection's tables, the stable views in front of them, which generation is written, and the rows that callers wait for. */
@NullMarked
package io.talel.query.generation;

import org.jspecify.annotations.NullMarked;
