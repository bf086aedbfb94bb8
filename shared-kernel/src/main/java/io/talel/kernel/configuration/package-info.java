/** The environment variables of nodes and of operators' commands, and the check of their values. */
@NullMarked
package io.talel.kernel.configuration;

import org.jspecify.annotations.NullMarked;
