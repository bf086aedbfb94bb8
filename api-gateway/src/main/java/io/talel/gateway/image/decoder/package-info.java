/** Child processes that decode pictures, so that a failing decoder costs one upload, never the node. */
@NullMarked
package io.talel.gateway.image.decoder;

import org.jspecify.annotations.NullMarked;
