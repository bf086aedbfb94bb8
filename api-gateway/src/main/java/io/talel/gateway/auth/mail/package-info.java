/** Mails to people: the queue of what is to be sent, how it is written, the way it goes out. */
@NullMarked
package io.talel.gateway.auth.mail;

import org.jspecify.annotations.NullMarked;
