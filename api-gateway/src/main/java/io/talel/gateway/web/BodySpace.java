package io.talel.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Disk that bodies of requests share while they wait there: half of what is free in the directory of temporary files when the
 * node starts, and at most 1 GiB.
 */
@Component
public final class BodySpace {

    private static final long MOST = 1024L * 1024 * 1024;

    /** Longer than a network with many bodies keeps its space. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final FairPool pool;

    /** The disk gives out whole blocks of this many bytes. */
    private final long block;

    @Autowired
    BodySpace(Peers peers) throws IOException {
        this(peers, Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private BodySpace(Peers peers, FileStore disk) throws IOException {
        this(peers, Math.min(MOST, disk.getUsableSpace() / 2), disk.getBlockSize());
    }

    /**
     * @param bytes of the disk
     * @param block in bytes
     */
    BodySpace(Peers peers, long bytes, long block) {
        this.pool = new FairPool(bytes, peers, System::nanoTime);
        this.block = block;
    }

    /**
     * Takes the space that the body of a request may need: as many bytes as the client announces, or else as many as it may
     * send.
     *
     * @param maxBytes most bytes that are read of the body
     * @param files most files that the body is written to
     * @throws HttpRefusal if there is no room
     */
    public FairPool.Share take(HttpServletRequest request, long maxBytes, int files) {
        long announced = request.getContentLengthLong();
        long bytes = announced < 0 ? maxBytes : Math.min(announced, maxBytes);
        return pool.take(onDisk(bytes, files), MAX_WAIT);
    }

    /** Most bytes that files take on disk which have this many bytes together. */
    public long onDisk(long bytes, int files) {
        return bytes + files * block;
    }
}
