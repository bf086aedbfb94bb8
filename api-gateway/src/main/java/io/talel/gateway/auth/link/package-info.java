/** The pages behind the links of mails, for people and their browsers. */
@NullMarked
package io.talel.gateway.auth.link;

import org.jspecify.annotations.NullMarked;
