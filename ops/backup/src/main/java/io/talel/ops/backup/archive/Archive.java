package io.talel.ops.backup.archive;

import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.TooLarge;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.Manifest.Parent;
import io.talel.ops.backup.keys.SigningKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backups in a bucket: each a directory with chunks, a manifest and the manifest's signature. */
public record Archive(Bucket bucket, SigningKeys signing) {

    /** Prefix of the copies of images. */
    public static final String COPIES = "images/";

    public static final String MANIFEST = "manifest.json";
    public static final String SIGNATURE = "manifest.json.sig";

    /** Largest signature (1 KiB) and largest manifest (64 MiB) that are read, in bytes; a larger object is not one. */
    private static final long LARGEST_SIGNATURE = 1024;

    private static final long LARGEST_MANIFEST = 64L * 1024 * 1024;

    /** Completes a backup: writes its signature, then its manifest. Never replaces an object. */
    public void save(Manifest manifest) throws IOException {
        byte[] json = manifest.json();
        bucket.create(manifest.directory() + SIGNATURE, signing.sign(json));
        bucket.create(manifest.directory() + MANIFEST, json);
    }

    /** Ids of all backups that were started, the oldest first; an unfinished one has no manifest. */
    public List<BackupId> begun(Kind kind) throws IOException {
        return bucket.directories(kind.prefix()).stream()
                .filter(BackupId::isOne)
                .map(BackupId::new)
                .sorted()
                .toList();
    }

    /**
     * Finds a backup by its manifest; empty if it has none.
     *
     * @throws Damaged if the manifest does not match its signature
     */
    public Optional<Manifest> find(Kind kind, BackupId id) throws IOException {
        return read(kind, id).map(Signed::manifest);
    }

    /** @throws Damaged if there is no manifest, or it does not match its signature */
    public Manifest load(Kind kind, BackupId id) throws IOException {
        return find(kind, id).orElseThrow(() -> new Damaged(id, "it has no manifest, it was never completed"));
    }

    /** How an incremental backup refers to its parent. */
    public Parent parent(Manifest manifest) throws IOException {
        return read(manifest.kind(), manifest.id())
                .map(signed -> new Parent(manifest.id(), signed.sha256()))
                .orElseThrow(() -> new Damaged(manifest.id(), "its manifest is gone"));
    }

    /** A manifest with a valid signature, and the hash by which an incremental backup refers to it. */
    private record Signed(Manifest manifest, String sha256) {}

    private Optional<Signed> read(Kind kind, BackupId id) throws IOException {
        String directory = kind.directory(id);
        Optional<byte[]> json = find(id, directory + MANIFEST, LARGEST_MANIFEST);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        byte[] signature = find(id, directory + SIGNATURE, LARGEST_SIGNATURE)
                .orElseThrow(() -> new Damaged(id, "its manifest has no signature"));
        signing.verify(id, json.get(), signature);
        Manifest manifest = Manifest.of(id, json.get());
        if (!manifest.directory().equals(directory)) {
            throw new Damaged(id, "it lies among backups of another kind");
        }
        return Optional.of(new Signed(manifest, Hash.of(json.get())));
    }

    private Optional<byte[]> find(BackupId id, String key, long limit) throws IOException {
        try {
            return bucket.find(key, limit);
        } catch (TooLarge e) {
            throw new Damaged(id, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The backup and everything it builds on, the full backup first.
     *
     * @throws Damaged if a parent is missing, was replaced, or does not fit
     */
    public Chain chain(Manifest last) throws IOException {
        List<Manifest> backups = new ArrayList<>(List.of(last));
        Optional<Manifest> next = continued(last);
        while (next.isPresent()) {
            backups.addFirst(next.get());
            next = continued(next.get());
        }
        return new Chain(backups);
    }

    /**
     * The parent of a backup; empty for a full one.
     *
     * @throws Damaged if the parent is missing, was replaced, or does not fit
     */
    public Optional<Manifest> continued(Manifest child) throws IOException {
        Parent parent = child.parent();
        if (parent != null) {
            return Optional.of(continued(child, parent));
        }
        if (child.kind() == Kind.INCREMENTAL) {
            throw new Damaged(child.id(), "it is incremental, but names no parent");
        }
        return Optional.empty();
    }

    private Manifest continued(Manifest child, Parent named) throws IOException {
        Signed found = read(Kind.FULL, named.id())
                .orElseThrow(() ->
                        new Damaged(child.id(), "backup %s, which it continues, is missing".formatted(named.id())));
        if (!found.sha256().equals(named.manifestSha256())) {
            throw new Damaged(child.id(), "backup %s is not the one that it continues".formatted(named.id()));
        }
        Manifest parent = found.manifest();
        if (!parent.lineage().equals(child.lineage())) {
            throw new Damaged(child.id(), "backup %s is of another database".formatted(named.id()));
        }
        if (parent.eventRange().to() != child.eventRange().after()) {
            throw new Damaged(
                    child.id(),
                    "it begins after position %d, backup %s ends at %d"
                            .formatted(
                                    child.eventRange().after(),
                                    named.id(),
                                    parent.eventRange().to()));
        }
        if (!parent.hashChain().end().equals(child.hashChain().start())) {
            throw new Damaged(child.id(), "its hash chain does not continue that of backup %s".formatted(named.id()));
        }
        return parent;
    }
}
