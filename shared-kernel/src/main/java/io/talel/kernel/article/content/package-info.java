/** What an author writes: the parts of an article. */
@NullMarked
package io.talel.kernel.article.content;

import org.jspecify.annotations.NullMarked;
