/** RSS, Atom and JSON feeds of the newest articles. */
@NullMarked
package io.talel.gateway.feed;

import org.jspecify.annotations.NullMarked;
