/** Deleting an account, and the images, articles and sessions that go with it. */
@NullMarked
package io.talel.gateway.account.erasure;

import org.jspecify.annotations.NullMarked;
