/** Work that is kept off the threads that serve: what costs a core, and what is done again and again. */
@NullMarked
package io.talel.gateway.work;

import org.jspecify.annotations.NullMarked;
