/** Messages of articles: published, revised, read and listed. */
@NullMarked
package io.talel.kernel.article;

import org.jspecify.annotations.NullMarked;
