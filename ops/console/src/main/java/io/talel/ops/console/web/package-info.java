/** The operators' web console: pages on loopback, made by the server, for people with the token that it prints. */
@NullMarked
package io.talel.ops.console.web;

import org.jspecify.annotations.NullMarked;
