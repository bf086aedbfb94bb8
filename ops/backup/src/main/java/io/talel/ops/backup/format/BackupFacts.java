package io.talel.ops.backup.format;

import io.talel.ops.backup.outcome.Words;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Content of a manifest in words. */
public final class BackupFacts {

    private BackupFacts() {}

    /** Names and values, in the order of interest. */
    public static Map<String, String> of(Manifest manifest) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("backup", manifest.id() + ", " + manifest.kind());
        facts.put("snapshot", Words.time(manifest.snapshotAt()));
        facts.put(
                "took",
                Words.seconds(Duration.between(manifest.startedAt(), manifest.finishedAt())
                                .toMillis()
                        / 1000.0));
        facts.put("bytes", String.valueOf(manifest.size()));
        EventRange events = manifest.events();
        if (events != null) {
            facts.put(
                    "events",
                    "%d of %d in the chain, up to position %d".formatted(events.events(), events.total(), events.to()));
            facts.put("open gaps", String.valueOf(events.openGaps().size()));
            facts.put("by name", names(events.byType()));
        }
        Manifest.Encryption encryption = manifest.encryption();
        facts.put(
                "encrypted",
                encryption == null
                        ? "no: everybody can read it"
                        : "%s under the key %s".formatted(encryption.algorithm(), encryption.keyId()));
        if (manifest.keys() != null) {
            facts.put("keys", String.valueOf(manifest.keys()));
        }
        Manifest.Images images = manifest.images();
        if (images != null) {
            facts.put(
                    "images",
                    "%d of %d bytes, %scopied"
                            .formatted(images.objects(), images.bytes(), images.copied() ? "" : "not "));
        }
        facts.put("written by", "talelio " + manifest.application() + ", schemas " + names(manifest.schemas()));
        facts.put("server", "PostgreSQL " + manifest.server());
        facts.put(
                "database",
                manifest.lineage()
                        + (manifest.ancestors().isEmpty()
                                ? ""
                                : ", restored from " + manifest.ancestors().getLast()));
        return facts;
    }

    private static String names(Map<String, ?> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
