/** Passwords: how they are hashed, where the hashes are kept. */
@NullMarked
package io.talel.gateway.auth.credential;

import org.jspecify.annotations.NullMarked;
