/** Changes to articles: begun, revised, published, reverted, scheduled, previewed. */
@NullMarked
package io.talel.gateway.article.write;

import org.jspecify.annotations.NullMarked;
