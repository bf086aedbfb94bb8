/** The public HTTP API: turns requests into commands and queries, and results into JSON. */
@NullMarked
package io.talel.gateway;

import org.jspecify.annotations.NullMarked;
