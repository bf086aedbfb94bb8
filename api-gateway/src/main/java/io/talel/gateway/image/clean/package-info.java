/** Reduces an upload to its picture: no metadata, no hidden second file. */
@NullMarked
package io.talel.gateway.image.clean;

import org.jspecify.annotations.NullMarked;
