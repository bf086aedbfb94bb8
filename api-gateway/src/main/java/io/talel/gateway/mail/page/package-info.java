/** The pages behind the links of mails, for people and their browsers. */
@NullMarked
package io.talel.gateway.mail.page;

import org.jspecify.annotations.NullMarked;
