/** The versions of the schemas: what this software knows, what a database has, and who may change them. */
@NullMarked
package io.talel.ops.console.schema;

import org.jspecify.annotations.NullMarked;
