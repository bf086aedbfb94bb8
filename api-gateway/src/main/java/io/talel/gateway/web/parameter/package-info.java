/** Reads headers and parameters of requests. */
@NullMarked
package io.talel.gateway.web.parameter;

import org.jspecify.annotations.NullMarked;
