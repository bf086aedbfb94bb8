/** The OpenAPI document and a page that shows it. */
@NullMarked
package io.talel.gateway.docs;

import org.jspecify.annotations.NullMarked;
