/** How accounts are kept safe: credentials, sessions, tokens and limits; knows what people do by messages only. */
@NullMarked
package io.talel.gateway.auth;

import org.jspecify.annotations.NullMarked;
