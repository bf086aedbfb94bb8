/** Connections to the read models' database: one pool for projections, one for queries, and the statements on them. */
@NullMarked
package io.talel.query.datasource;

import org.jspecify.annotations.NullMarked;
