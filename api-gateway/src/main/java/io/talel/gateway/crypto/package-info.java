/** Hashes, message authentication codes and encryption. */
@NullMarked
package io.talel.gateway.crypto;

import org.jspecify.annotations.NullMarked;
