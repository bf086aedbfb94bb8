/** What the commands share: how they find the stores, print, ask, and write down what they change. */
@NullMarked
package io.talel.ops.console.command;

import org.jspecify.annotations.NullMarked;
