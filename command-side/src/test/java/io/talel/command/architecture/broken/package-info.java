/** Every class here breaks a rule, to show that the rule bites. */
@NullMarked
package io.talel.command.architecture.broken;

import org.jspecify.annotations.NullMarked;
