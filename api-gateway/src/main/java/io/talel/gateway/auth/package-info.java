/** Who is calling: credentials, sessions and tokens. A component of its own that talks to the rest by messages. */
@NullMarked
package io.talel.gateway.auth;

import org.jspecify.annotations.NullMarked;
