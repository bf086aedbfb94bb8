/** The rules of the write side, and classes that break them. */
@NullMarked
package io.talel.command.architecture;

import org.jspecify.annotations.NullMarked;
