/** Texts of blocks to inline elements: one rule for each kind of inline Markdown. */
@NullMarked
package io.talel.markdown.inline;

import org.jspecify.annotations.NullMarked;
