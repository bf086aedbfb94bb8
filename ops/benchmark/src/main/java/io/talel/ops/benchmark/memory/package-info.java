/** What the benchmark adds to the API it starts: an endpoint that shows what the server itself costs. */
@NullMarked
package io.talel.ops.benchmark.memory;

import org.jspecify.annotations.NullMarked;
