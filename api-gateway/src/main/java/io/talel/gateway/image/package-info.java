/** Images over HTTP: received on disk, cleaned, stored, recorded, served. */
@NullMarked
package io.talel.gateway.image;

import org.jspecify.annotations.NullMarked;
