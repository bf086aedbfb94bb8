/** Messages of accounts: a person registers, is found, is read. */
@NullMarked
package io.talel.kernel.user;

import org.jspecify.annotations.NullMarked;
