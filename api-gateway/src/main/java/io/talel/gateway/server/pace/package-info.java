/** How fast clients have to send requests and take answers, and which connections break when there are too many. */
@NullMarked
package io.talel.gateway.server.pace;

import org.jspecify.annotations.NullMarked;
