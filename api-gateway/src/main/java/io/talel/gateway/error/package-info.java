/** Turns failures into answers: status, message and shape. */
@NullMarked
package io.talel.gateway.error;

import org.jspecify.annotations.NullMarked;
