/** Lists of the articles that readers see. */
@NullMarked
package io.talel.gateway.article.list;

import org.jspecify.annotations.NullMarked;
