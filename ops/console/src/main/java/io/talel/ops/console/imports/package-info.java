/** Reading the tables of the replaced service, and recording what they hold. */
@NullMarked
package io.talel.ops.console.imports;

import org.jspecify.annotations.NullMarked;
