/** Mails to people: their queue, how they are delivered, and the pages behind their links. */
@NullMarked
package io.talel.gateway.mail;

import org.jspecify.annotations.NullMarked;
