/** Files that people bring, read within limits. */
@NullMarked
package io.talel.gateway.article.bulk.archive;

import org.jspecify.annotations.NullMarked;
