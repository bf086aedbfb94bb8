/** Registration: from a request to a user who can log in. */
@NullMarked
package io.talel.gateway.account.register;

import org.jspecify.annotations.NullMarked;
