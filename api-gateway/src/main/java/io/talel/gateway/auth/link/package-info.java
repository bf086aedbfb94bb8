/** The signed tokens of links in mails. */
@NullMarked
package io.talel.gateway.auth.link;

import org.jspecify.annotations.NullMarked;
