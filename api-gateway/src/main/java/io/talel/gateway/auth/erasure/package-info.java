/** What follows when a person is removed: images, articles and sessions go, too. */
@NullMarked
package io.talel.gateway.auth.erasure;

import org.jspecify.annotations.NullMarked;
