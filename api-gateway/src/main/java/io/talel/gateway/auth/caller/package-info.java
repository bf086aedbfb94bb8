/** The caller of a request. Articles and images see no other part of auth. */
@NullMarked
package io.talel.gateway.auth.caller;

import org.jspecify.annotations.NullMarked;
