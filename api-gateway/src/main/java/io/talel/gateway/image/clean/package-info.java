/** Makes of an upload a picture and nothing else: no metadata, no second file hidden behind it. */
@NullMarked
package io.talel.gateway.image.clean;

import org.jspecify.annotations.NullMarked;
