/** What readers can notice of changes to articles. */
@NullMarked
package io.talel.kernel.article.news;

import org.jspecify.annotations.NullMarked;
