/** Erased persons, and persons whose keys are lost. */
@NullMarked
package io.talel.ops.backup.persons;

import org.jspecify.annotations.NullMarked;
