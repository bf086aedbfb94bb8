/** The one place where something that went wrong becomes an answer: its status, its message, its shape. */
@NullMarked
package io.talel.gateway.error;

import org.jspecify.annotations.NullMarked;
