/** The queue of mails, and the code that queues mails. */
@NullMarked
package io.talel.gateway.mail.queue;

import org.jspecify.annotations.NullMarked;
