/** The generations of a projection's tables, the stable views in front of them, and which generation is written. */
@NullMarked
package io.talel.query.generation;

import org.jspecify.annotations.NullMarked;
