/** The load benchmark: what the product reaches beside the raw limit of the same machine in the same minutes. */
@NullMarked
package io.talel.ops.benchmark;

import org.jspecify.annotations.NullMarked;
