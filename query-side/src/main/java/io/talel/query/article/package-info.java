/** The read model of articles. */
@NullMarked
package io.talel.query.article;

import org.jspecify.annotations.NullMarked;
