/** Articles as they are: queries to the read model, with their answers. */
@NullMarked
package io.talel.kernel.article.view;

import org.jspecify.annotations.NullMarked;
