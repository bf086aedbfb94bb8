package io.talel.ops.backup.restore;

import io.talel.ops.backup.restore.source.RestoreKeys;
import io.talel.ops.backup.restore.source.RestorePoint;
import io.talel.ops.backup.restore.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Options of a restore.
 *
 * @param from id of a backup, or {@code latest}
 * @param into {@code jdbc:postgresql:} address of an empty database
 * @param keys id of a backup of keys; null for the one that belongs to the backup
 * @param reason for the target's operator log; may be empty
 * @param unattended whether nobody is there to choose keys: the surest are used even if others may be the right ones
 */
public record RestoreOrder(
        String from, RestorePoint point, @Nullable String keys, String into, String reason, boolean unattended) {

    RestoreKeys.Rule rule() {
        return unattended ? RestoreKeys::surest : RestoreKeys.Rule.of(keys);
    }

    /** The command as typed, without the address's secrets. */
    String command(Target target, Source source) {
        String to = point.index() != null
                ? " --to-index " + point.index()
                : point.time() != null ? " --to-time " + point.time() : "";
        return "restore --from %s%s%s --into %s"
                .formatted(
                        source.last().id(),
                        to,
                        keys == null ? "" : " --keys " + keys,
                        target.database().place());
    }

    /** Leaves out the address, which may hold a password. */
    @Override
    public String toString() {
        return "RestoreOrder[" + from + ", " + point + "]";
    }
}
