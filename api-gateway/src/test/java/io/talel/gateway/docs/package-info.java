/** The OpenAPI document holds together. */
@NullMarked
package io.talel.gateway.docs;

import org.jspecify.annotations.NullMarked;
