/** Messages of images: what an upload stored, and where. */
@NullMarked
package io.talel.kernel.image;

import org.jspecify.annotations.NullMarked;
