/** Source text to blocks: one rule for each kind of block. */
@NullMarked
package io.talel.markdown.block;

import org.jspecify.annotations.NullMarked;
