/** Readers of the formats that can be imported. */
@NullMarked
package io.talel.gateway.article.bulk.source;

import org.jspecify.annotations.NullMarked;
