/** The read model of images. */
@NullMarked
package io.talel.query.image;

import org.jspecify.annotations.NullMarked;
