/** The query side: projections of the event log, and the queries that the read models answer. */
@NullMarked
package io.talel.query;

import org.jspecify.annotations.NullMarked;
