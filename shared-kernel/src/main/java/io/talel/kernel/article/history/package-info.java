/** Articles as they were: versions and what has changed between them. */
@NullMarked
package io.talel.kernel.article.history;

import org.jspecify.annotations.NullMarked;
