/** Articles over HTTP: one article, as readers see it and as its author does. */
@NullMarked
package io.talel.gateway.article;

import org.jspecify.annotations.NullMarked;
