/** Work that costs a core, kept off the threads that serve. */
@NullMarked
package io.talel.gateway.work;

import org.jspecify.annotations.NullMarked;
