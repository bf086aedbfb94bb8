/** Tells a hub of WebSub which feeds have changed. */
@NullMarked
package io.talel.gateway.feed.hub;

import org.jspecify.annotations.NullMarked;
