/** The same articles on Axon's Spring Boot starter as it comes: what the product is compared with. */
@NullMarked
package io.talel.ops.benchmark.starter;

import org.jspecify.annotations.NullMarked;
