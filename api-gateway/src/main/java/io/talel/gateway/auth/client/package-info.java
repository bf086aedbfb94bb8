/** Who sends a request, as far as the network and the headers tell: the address behind our proxies, the kind of browser. */
@NullMarked
package io.talel.gateway.auth.client;

import org.jspecify.annotations.NullMarked;
