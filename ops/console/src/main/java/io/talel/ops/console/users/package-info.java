/** People, as operators bring them in and erase them. */
@NullMarked
package io.talel.ops.console.users;

import org.jspecify.annotations.NullMarked;
