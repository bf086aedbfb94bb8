/** The queue of mails, and what puts mails into it. */
@NullMarked
package io.talel.gateway.mail.queue;

import org.jspecify.annotations.NullMarked;
