/** Users: a person registers under an e-mail address and a username that nobody else has. */
@NullMarked
package io.talel.command.user;

import org.jspecify.annotations.NullMarked;
