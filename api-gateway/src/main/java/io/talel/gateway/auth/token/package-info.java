/** Access tokens: what they say, who signs them, why one is refused; and the keys of this installation. */
@NullMarked
package io.talel.gateway.auth.token;

import org.jspecify.annotations.NullMarked;
