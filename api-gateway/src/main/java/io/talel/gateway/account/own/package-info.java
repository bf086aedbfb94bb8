/** A person's own account: profile, sessions, export. */
@NullMarked
package io.talel.gateway.account.own;

import org.jspecify.annotations.NullMarked;
