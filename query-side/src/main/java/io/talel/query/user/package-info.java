/** The read model of users. */
@NullMarked
package io.talel.query.user;

import org.jspecify.annotations.NullMarked;
