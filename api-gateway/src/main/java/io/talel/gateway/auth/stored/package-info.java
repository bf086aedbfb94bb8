/** What auth needs of others to export and to erase a person, and no message can bring. */
@NullMarked
package io.talel.gateway.auth.stored;

import org.jspecify.annotations.NullMarked;
