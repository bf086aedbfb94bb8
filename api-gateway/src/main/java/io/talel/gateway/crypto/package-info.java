/** Hashes and message authentication codes. */
@NullMarked
package io.talel.gateway.crypto;

import org.jspecify.annotations.NullMarked;
