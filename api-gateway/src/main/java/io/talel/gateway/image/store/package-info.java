/** The bucket that holds the bytes of images. */
@NullMarked
package io.talel.gateway.image.store;

import org.jspecify.annotations.NullMarked;
