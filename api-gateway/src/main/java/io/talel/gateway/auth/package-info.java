/** How accounts are kept safe: credentials, sessions, tokens and limits; learns of changes to accounts by events only. */
@NullMarked
package io.talel.gateway.auth;

import org.jspecify.annotations.NullMarked;
