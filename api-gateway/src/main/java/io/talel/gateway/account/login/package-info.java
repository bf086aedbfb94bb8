/** Log-in, refresh and log-out, and the cookie of the refresh token. */
@NullMarked
package io.talel.gateway.account.login;

import org.jspecify.annotations.NullMarked;
