/** Personal fields of events: sealed under a key of each person, gone with it. */
@NullMarked
package io.talel.command.personal;

import org.jspecify.annotations.NullMarked;
