/** Articles as they were: versions, differences, lists of the past. */
@NullMarked
package io.talel.gateway.article.history;

import org.jspecify.annotations.NullMarked;
