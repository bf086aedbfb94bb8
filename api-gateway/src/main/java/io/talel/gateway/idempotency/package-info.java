/** The header {@code Idempotency-Key}: a repeated POST does nothing twice and gets the answer of the first. */
@NullMarked
package io.talel.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
