/** Registration of users. */
@NullMarked
package io.talel.gateway.account.register;

import org.jspecify.annotations.NullMarked;
