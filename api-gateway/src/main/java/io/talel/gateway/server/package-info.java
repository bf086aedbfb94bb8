/** Tomcat as this service wants it: nothing it says by itself leaves the shape of the API. */
@NullMarked
package io.talel.gateway.server;

import org.jspecify.annotations.NullMarked;
