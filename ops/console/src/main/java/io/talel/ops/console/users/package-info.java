/** {@code talelio users …}: what operators do with people's accounts. */
@NullMarked
package io.talel.ops.console.users;

import org.jspecify.annotations.NullMarked;
