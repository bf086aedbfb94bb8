/** Transports of mails: an SMTP server, or a directory. */
@NullMarked
package io.talel.gateway.mail.smtp;

import org.jspecify.annotations.NullMarked;
