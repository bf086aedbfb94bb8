/** The stream of articles that are published, revised and hidden. */
@NullMarked
package io.talel.gateway.live;

import org.jspecify.annotations.NullMarked;
