package io.talel.ops.backup.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.TooLarge;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.DataKey;
import io.talel.ops.backup.keys.EncryptionKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of one backup from the bucket; checks a whole chunk before its rows are used. */
public record ChunkReader(
        Bucket bucket, Manifest manifest, @Nullable DataKey key) {

    /** @throws Damaged if the key that encrypts the backup is missing */
    public static ChunkReader of(Bucket bucket, Manifest manifest, EncryptionKeys keys) throws Damaged {
        Manifest.Encryption encryption = manifest.encryption();
        return new ChunkReader(bucket, manifest, encryption == null ? null : keys.unwrap(encryption, manifest.id()));
    }

    /**
     * Fetches the object of a chunk as stored.
     *
     * @throws Damaged if it is missing, or its length or hash differs from the manifest
     */
    public static byte[] sealed(Bucket bucket, Manifest manifest, Chunk chunk) throws IOException {
        byte[] object;
        try {
            object = bucket.find(manifest.directory() + chunk.object(), Math.min(chunk.size(), Chunk.MAX_SIZE))
                    .orElseThrow(() -> new Damaged(manifest.id(), "chunk %s is missing".formatted(chunk.object())));
        } catch (TooLarge e) {
            throw new Damaged(manifest.id(), hasAnotherSize(chunk, e.size()), e);
        }
        if (object.length != chunk.size()) {
            throw new Damaged(manifest.id(), hasAnotherSize(chunk, object.length));
        }
        String found = Hash.of(object);
        if (!found.equals(chunk.sha256())) {
            throw new Damaged(manifest.id(), differs(manifest, chunk, found));
        }
        return object;
    }

    private static String hasAnotherSize(Chunk chunk, long size) {
        return "chunk %s has %d bytes instead of %d%s"
                .formatted(
                        chunk.object(),
                        size,
                        Math.min(chunk.size(), Chunk.MAX_SIZE),
                        chunk.size() > Chunk.MAX_SIZE ? ", the limit of a chunk" : "");
    }

    private static String differs(Manifest manifest, Chunk chunk, String found) {
        return manifest.chunks()
                .filter(other -> other.sha256().equals(found))
                .findFirst()
                .map(other -> "chunk %s holds the content of %s".formatted(chunk.object(), other.object()))
                .orElse("chunk %s has another content than was written (SHA-256)".formatted(chunk.object()));
    }

    /**
     * Rows of a chunk, decrypted and decompressed while they are read.
     *
     * @throws Damaged as {@link #sealed}, or if it cannot be decrypted
     */
    public InputStream rows(Chunk chunk) throws IOException {
        return rows(chunk, sealed(bucket, manifest, chunk));
    }

    /**
     * Rows of a chunk that was fetched before.
     *
     * @throws Damaged if it cannot be decrypted
     */
    public InputStream rows(Chunk chunk, byte[] sealed) throws IOException {
        byte[] compressed = decrypted(chunk, sealed);
        return new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(compressed));
    }

    private byte[] decrypted(Chunk chunk, byte[] object) throws Damaged {
        if (key == null) {
            return object;
        }
        try {
            return key.decrypting(manifest.id(), chunk.object(), chunk.number()).doFinal(object);
        } catch (GeneralSecurityException e) {
            throw new Damaged(manifest.id(), "chunk %s cannot be decrypted".formatted(chunk.object()), e);
        }
    }
}
