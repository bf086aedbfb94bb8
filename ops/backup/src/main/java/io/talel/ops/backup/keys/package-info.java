/** The keys that encrypt and sign backups. */
@NullMarked
package io.talel.ops.backup.keys;

import org.jspecify.annotations.NullMarked;
