/** Users as everybody may see them. */
@NullMarked
package io.talel.gateway.user;

import org.jspecify.annotations.NullMarked;
