/** Tells addresses of authors what happens to their articles, by the rules of Standard Webhooks. */
@NullMarked
package io.talel.gateway.webhook;

import org.jspecify.annotations.NullMarked;
