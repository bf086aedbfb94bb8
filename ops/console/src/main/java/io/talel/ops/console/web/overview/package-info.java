/** The first page: status, problems, and the last hour in charts. */
@NullMarked
package io.talel.ops.console.web.overview;

import org.jspecify.annotations.NullMarked;
