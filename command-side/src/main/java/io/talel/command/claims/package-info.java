/** What must be unique among all streams: e-mail addresses, usernames and slugs, claimed with the event that needs them. */
@NullMarked
package io.talel.command.claims;

import org.jspecify.annotations.NullMarked;
