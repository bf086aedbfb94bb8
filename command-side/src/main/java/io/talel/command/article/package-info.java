/** Articles: published under a free slug, then revised. */
@NullMarked
package io.talel.command.article;

import org.jspecify.annotations.NullMarked;
