/** Memory and disk that requests share, so that nobody takes all of it. */
@NullMarked
package io.talel.gateway.web.pool;

import org.jspecify.annotations.NullMarked;
