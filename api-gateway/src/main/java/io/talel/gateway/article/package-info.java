/** Articles over HTTP: written, published, read, listed. */
@NullMarked
package io.talel.gateway.article;

import org.jspecify.annotations.NullMarked;
