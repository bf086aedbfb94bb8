/** Child processes that decode pictures: whatever a decoder does costs one upload, never the node. */
@NullMarked
package io.talel.gateway.image.decoder;

import org.jspecify.annotations.NullMarked;
