/** People, as operators bring them in. */
@NullMarked
package io.talel.ops.console.users;

import org.jspecify.annotations.NullMarked;
