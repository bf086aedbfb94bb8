/** Requests over a connection of one's own, which cost the measuring side little. */
@NullMarked
package io.talel.ops.benchmark.http;

import org.jspecify.annotations.NullMarked;
