/** Articles: published under a free slug, revised, at last removed. */
@NullMarked
package io.talel.command.article;

import org.jspecify.annotations.NullMarked;
