/** The one public runnable: it turns HTTP into commands and queries, and their results into JSON. */
@NullMarked
package io.talel.gateway;

import org.jspecify.annotations.NullMarked;
