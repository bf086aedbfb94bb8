/** The caller of a request: the only part of auth that articles and images see. */
@NullMarked
package io.talel.gateway.auth.caller;

import org.jspecify.annotations.NullMarked;
