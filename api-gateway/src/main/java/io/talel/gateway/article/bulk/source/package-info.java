/** What other systems export, a reader for each format. */
@NullMarked
package io.talel.gateway.article.bulk.source;

import org.jspecify.annotations.NullMarked;
