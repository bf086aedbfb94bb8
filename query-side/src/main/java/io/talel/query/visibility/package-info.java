/** Read your writes: waiting, on any node, until a version of a stream can be read. */
@NullMarked
package io.talel.query.visibility;

import org.jspecify.annotations.NullMarked;
