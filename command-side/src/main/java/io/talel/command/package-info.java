/** The write side: decides what happens and records it in the event log. */
@NullMarked
package io.talel.command;

import org.jspecify.annotations.NullMarked;
