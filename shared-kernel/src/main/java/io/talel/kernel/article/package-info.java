/** Messages that change articles, what is recorded of them, their slugs and schedules. */
@NullMarked
package io.talel.kernel.article;

import org.jspecify.annotations.NullMarked;
