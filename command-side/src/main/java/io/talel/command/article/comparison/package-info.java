/** Compares and merges versions of articles, by field and by line. */
@NullMarked
package io.talel.command.article.comparison;

import org.jspecify.annotations.NullMarked;
