/** The client of a request: its address behind the proxies and its kind of browser. */
@NullMarked
package io.talel.gateway.auth.client;

import org.jspecify.annotations.NullMarked;
