/** Changing a password, and setting a forgotten one by a link in a mail. */
@NullMarked
package io.talel.gateway.account.password;

import org.jspecify.annotations.NullMarked;
