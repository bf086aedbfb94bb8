/** Articles: begun under a free slug, revised, published and taken back, at last removed. */
@NullMarked
package io.talel.command.article;

import org.jspecify.annotations.NullMarked;
