package io.talel.ops.backup.restore.copy;

import io.talel.ops.backup.archive.ChunkReader;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.keys.EncryptionKeys;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Delivers chunks in order: fetches and checks the next one while the current one is read. Decrypts a chunk only when
 * it is delivered, so that at most two are in memory.
 */
final class ChunkFeed implements AutoCloseable {

    private final Bucket bucket;
    private final EncryptionKeys ring;
    private final Iterator<TableChunk> left;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("restore-reader").factory());
    private @Nullable Future<Sealed> coming;
    private @Nullable InputStream given;

    ChunkFeed(Bucket bucket, EncryptionKeys ring, List<TableChunk> chunks) {
        this.bucket = bucket;
        this.ring = ring;
        this.left = chunks.iterator();
        fetchNext();
    }

    /** @param rows decompressed while they are read */
    record Fetched(TableChunk of, InputStream rows) {}

    private record Sealed(TableChunk of, byte[] object) {}

    /** @return null after the last one */
    @Nullable Fetched next() throws IOException {
        if (coming == null) {
            return null;
        }
        try {
            Sealed sealed = coming.get();
            coming = null;
            TableChunk of = sealed.of();
            InputStream rows = ChunkReader.of(bucket, of.backup(), ring).rows(of.chunk(), sealed.object());
            given = rows;
            fetchNext();
            return new Fetched(of, rows);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void fetchNext() {
        if (!left.hasNext()) {
            coming = null;
            return;
        }
        TableChunk next = left.next();
        coming = thread.submit(() -> new Sealed(next, ChunkReader.sealed(bucket, next.backup(), next.chunk())));
    }

    /** Also closes the last chunk delivered, whose decompressor holds memory outside the heap. */
    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        if (given != null) {
            given.close();
        }
    }
}
