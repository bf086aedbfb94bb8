/** Whether everything is as it should be, beyond what the status shows. */
@NullMarked
package io.talel.ops.console.doctor;

import org.jspecify.annotations.NullMarked;
