package io.talel.ops.backup.verify;

import io.talel.kernel.StoredEventCheck;
import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.BackupChoice;
import io.talel.ops.backup.archive.KeyBackupChoice;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.EventRange;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.persons.ErasedPersons;
import io.talel.ops.backup.runs.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Verifies a backup, everything it builds on, and its keys. Needs no database. Holds one chunk in memory. */
final class Verification {

    private final Archive archive;
    private final EncryptionKeys keys;
    private final boolean deep;
    private final ErasedPersons erased;
    private final Progress progress;
    private final BackupProblems problems = new BackupProblems();
    private long done;
    private long total;

    /** @param erased as far as known */
    Verification(Archive archive, EncryptionKeys keys, boolean deep, ErasedPersons erased, Progress progress) {
        this.archive = archive;
        this.keys = keys;
        this.deep = deep;
        this.erased = erased;
        this.progress = progress;
    }

    /** @throws Refused if decryption is requested and a key is missing; that is not damage */
    Verdict run(BackupChoice chosen) throws IOException {
        chosen.unreadable().forEach(problems::add);
        List<Manifest> chain = chain(chosen.kind(), chosen.id());
        @Nullable Manifest keyBackup = chosen.kind() == Kind.KEYS || chain.isEmpty() ? null : keysOf(chain.getLast());
        List<Manifest> all = new ArrayList<>(chain);
        if (keyBackup != null) {
            all.add(keyBackup);
        }
        if (deep) {
            all.forEach(keys::require);
        }
        total = all.stream().flatMap(Manifest::chunks).mapToLong(Chunk::rows).sum();
        look(chain, all);
        @Nullable EventRange events = chain.isEmpty() ? null : chain.getLast().events();
        return new Verdict(
                chosen.id(),
                deep,
                chain.stream().map(Manifest::id).toList(),
                keyBackup == null ? null : keyBackup.id(),
                all.stream().flatMap(Manifest::chunks).count(),
                all.stream().mapToLong(Manifest::size).sum(),
                events == null ? 0 : events.total(),
                events == null ? 0 : events.to(),
                problems.told(),
                problems.count());
    }

    /** The backups of the chain as far as they can be found, the oldest first. */
    private List<Manifest> chain(Kind kind, BackupId id) throws IOException {
        List<Manifest> chain = new ArrayList<>();
        try {
            Optional<Manifest> next = Optional.of(archive.load(kind, id));
            while (next.isPresent()) {
                chain.addFirst(next.get());
                next = archive.continued(next.get());
            }
        } catch (Damaged e) {
            problems.add(e);
        }
        return chain;
    }

    private @Nullable Manifest keysOf(Manifest backup) throws IOException {
        KeyBackupChoice choice = KeyBackupChoice.of(archive, keys, backup);
        choice.lack(backup).ifPresent(lack -> {
            choice.unreadable().forEach(problems::add);
            problems.add(backup, lack);
        });
        return choice.keys();
    }

    private void look(List<Manifest> chain, List<Manifest> all) throws IOException {
        StoredEventCheck reader =
                ServiceLoader.load(StoredEventCheck.class).findFirst().orElseThrow();
        boolean whole = !chain.isEmpty() && chain.getFirst().parent() == null;
        try (StreamPlaces streams = new StreamPlaces((place, position, number, expected) -> problems.add(
                chain.get(place), "event %d is number %d of its stream instead of %d", position, number, expected))) {
            if (!whole) {
                streams.lose();
            }
            @Nullable EventRange parent = whole ? EventRange.none() : null;
            for (int place = 0; place < all.size(); place++) {
                Manifest backup = all.get(place);
                new ManifestCheck(backup, problems).run(parent);
                DeepCheckContext depth = deep ? new DeepCheckContext(keys, reader, streams, place, erased) : null;
                new BackupCheck(archive.bucket(), backup, depth, problems).run(this::seen);
                parent = backup.events();
            }
            streams.finish();
        }
    }

    private void seen(Chunk chunk) throws IOException {
        done += chunk.rows();
        progress.at(done, total, "rows");
    }
}
