package io.talel.ops.backup.dump;

import io.talel.ops.backup.archive.ChunkWriter;
import io.talel.ops.backup.format.Chunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one table in chunks. One thread each reads, compresses and uploads: at most {@value #BLOCKS}
 * blocks of about a megabyte wait for the compressor, and one chunk is uploaded while the next is filled.
 */
final class TableWriter implements AutoCloseable {

    private static final int BLOCK = 1024 * 1024;
    private static final int BLOCKS = 4;

    /** Starts the next chunk of the table. */
    @FunctionalInterface
    interface Chunks {
        ChunkWriter next() throws IOException;
    }

    /** A block of whole rows. */
    private static final class Block {
        private byte[] bytes = new byte[BLOCK];
        private int length;
        private long rows;
        private long first;
        private long last;

        void add(byte[] row, int offset, int size) {
            if (length + size > bytes.length) {
                bytes = Arrays.copyOf(bytes, length + size);
            }
            System.arraycopy(row, offset, bytes, length, size);
            length += size;
            rows++;
        }

        void clear() {
            if (bytes.length > BLOCK) {
                bytes = new byte[BLOCK];
            }
            length = 0;
            rows = 0;
        }
    }

    private final Chunks chunks;
    private final boolean positioned;
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final FutureTask<List<Chunk>> writing = new FutureTask<>(this::write);
    private final Thread writer;
    private Block block = new Block();

    /** @param positioned whether the rows are events with a position in the log */
    TableWriter(Chunks chunks, boolean positioned) {
        this.chunks = chunks;
        this.positioned = positioned;
        for (int i = 1; i < BLOCKS; i++) {
            free.add(new Block());
        }
        writer = Thread.ofPlatform().name("backup-writer").daemon().start(writing);
    }

    void row(byte[] bytes, int offset, int length) throws IOException {
        event(bytes, offset, length, 0);
    }

    void event(byte[] bytes, int offset, int length, long position) throws IOException {
        if (block.length > 0 && block.length + length > BLOCK) {
            hand(block);
            block = emptied();
        }
        if (block.rows == 0) {
            block.first = position;
        }
        block.last = position;
        block.add(bytes, offset, length);
    }

    List<Chunk> finish() throws IOException {
        if (block.rows > 0) {
            hand(block);
            block = emptied();
        }
        block.clear();
        hand(block);
        return written();
    }

    private void hand(Block full) throws IOException {
        try {
            while (!filled.offer(full, 1, TimeUnit.SECONDS)) {
                failIfEnded();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Block emptied() throws IOException {
        try {
            @Nullable Block next;
            while ((next = free.poll(1, TimeUnit.SECONDS)) == null) {
                failIfEnded();
            }
            next.clear();
            return next;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void failIfEnded() throws IOException {
        if (writing.isDone()) {
            written();
            throw new IllegalStateException("the writer has ended");
        }
    }

    private List<Chunk> written() throws IOException {
        try {
            return result(writing);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static <T> T result(Future<T> work) throws IOException, InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    private List<Chunk> write() throws IOException, InterruptedException {
        List<Chunk> done = new ArrayList<>();
        try (ExecutorService sender = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("backup-sender").daemon().factory())) {
            @Nullable Future<Chunk> sending = null;
            Block next = filled.take();
            while (next.rows > 0) {
                ChunkWriter chunk = chunks.next();
                try {
                    next = fill(chunk, next);
                    if (sending != null) {
                        done.add(result(sending));
                    }
                } catch (IOException | InterruptedException | RuntimeException e) {
                    chunk.close();
                    throw e;
                }
                sending = sender.submit(() -> {
                    try (chunk) {
                        return chunk.complete();
                    }
                });
            }
            if (sending != null) {
                done.add(result(sending));
            }
        }
        return done;
    }

    /** Fills a chunk; returns the first block of the next one. */
    private Block fill(ChunkWriter chunk, Block first) throws IOException, InterruptedException {
        Block next = first;
        while (next.rows > 0 && !chunk.isFull()) {
            chunk.write(next.bytes, next.length, next.rows);
            if (positioned) {
                chunk.covers(next.first, next.last);
            }
            free.add(next);
            next = filled.take();
        }
        return next;
    }

    /** Cancels what is not finished, and waits until it is removed from the bucket. */
    @Override
    public void close() {
        writer.interrupt();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
