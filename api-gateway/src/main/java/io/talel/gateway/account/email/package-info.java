/** Confirming the e-mail address of an account, and changing it. */
@NullMarked
package io.talel.gateway.account.email;

import org.jspecify.annotations.NullMarked;
