/** Background work: expensive work on a few threads, and repeated work. */
@NullMarked
package io.talel.gateway.work;

import org.jspecify.annotations.NullMarked;
