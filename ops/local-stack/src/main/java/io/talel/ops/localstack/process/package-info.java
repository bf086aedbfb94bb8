/** Servers as processes of the operating system: started, recorded, found again, ended. */
@NullMarked
package io.talel.ops.localstack.process;

import org.jspecify.annotations.NullMarked;
