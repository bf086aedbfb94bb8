/** The document under construction: its elements, what waits in the stash, and how elements are written as HTML. */
@NullMarked
package io.talel.markdown.tree;

import org.jspecify.annotations.NullMarked;
