/** Takes mails from the queue, writes them, hands them on, tries again. */
@NullMarked
package io.talel.gateway.mail.delivery;

import org.jspecify.annotations.NullMarked;
