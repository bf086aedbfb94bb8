/** What people do with their accounts, from registration to erasure. */
@NullMarked
package io.talel.gateway.account;

import org.jspecify.annotations.NullMarked;
