/** Bodies of requests, read as records. */
@NullMarked
package io.talel.gateway.web.body;

import org.jspecify.annotations.NullMarked;
