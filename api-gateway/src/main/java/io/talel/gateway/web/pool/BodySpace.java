package io.talel.gateway.web.pool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Disk that bodies of requests share while they wait there: half of what is free in the directory of temporary files, measured
 * when no body is there, and at most 1 GiB.
 */
@Component
public final class BodySpace {

    private static final Logger LOG = LoggerFactory.getLogger(BodySpace.class);

    private static final long MOST = 1024L * 1024 * 1024;

    /** Longer than a network with many bodies keeps its space. */
    static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** Longest wait for a body that grows, which keeps others from being worked on. */
    private static final Duration MAX_WAIT_OF_GROWTH = Duration.ofSeconds(1);

    private static final String OWNER = BodySpace.class.getName();

    private final Peers peers;
    private final FairPool pool;
    private final Duration maxWait;

    /** The disk gives out whole blocks of this many bytes. */
    private final long block;

    private final Counter refused;

    @Autowired
    BodySpace(Peers peers, MeterRegistry meters) throws IOException {
        this(peers, Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))), meters);
    }

    private BodySpace(Peers peers, FileStore disk, MeterRegistry meters) throws IOException {
        this(peers, () -> Math.min(MOST, free(disk) / 2), disk.getBlockSize(), MAX_WAIT, meters);
    }

    /**
     * @param bytes of the disk
     * @param block in bytes
     * @param maxWait longest wait of a body that has not come yet
     */
    BodySpace(Peers peers, LongSupplier bytes, long block, Duration maxWait, MeterRegistry meters) {
        this.peers = peers;
        this.maxWait = maxWait;
        this.pool = new FairPool(bytes, peers, System::nanoTime);
        this.block = block;
        this.refused = meters.counter("talelio.body.space.refused");
        meters.gauge("talelio.body.space.free.bytes", pool, FairPool::free);
    }

    private static long free(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes the account that a request comes from. */
    public static void setOwner(HttpServletRequest request, String account) {
        request.setAttribute(OWNER, account);
    }

    /** Warns if there is no room for a body, so that all bodies would have to wait for each other. */
    public void expect(long maxBytes, int files) {
        if (pool.free() < onDisk(maxBytes, files)) {
            LOG.warn(
                    "Bodies of up to {} bytes share {} bytes, half of what is free in {}: large ones wait for each other",
                    maxBytes,
                    pool.free(),
                    System.getProperty("java.io.tmpdir"));
        }
    }

    /**
     * Takes the space that the body of a request may need: as many bytes as the client announces, or else as many as it may
     * send. An account, or a network without one, gets at most half of the space.
     *
     * @param maxBytes most bytes that are read of the body
     * @param files most files that the body is written to
     * @throws HttpRefusal if there is no room
     */
    public FairPool.Share take(HttpServletRequest request, long maxBytes, int files) {
        long announced = request.getContentLengthLong();
        long bytes = announced < 0 ? maxBytes : Math.min(announced, maxBytes);
        try {
            return pool.take(onDisk(bytes, files), maxWait, owner(request));
        } catch (HttpRefusal e) {
            refused.increment();
            throw e;
        }
    }

    private String owner(HttpServletRequest request) {
        return request.getAttribute(OWNER) instanceof String account
                ? "account " + account
                : "network " + peers.current().network();
    }

    /**
     * Changes the space of a body that is complete.
     *
     * @throws HttpRefusal if it grows, and there is no room
     */
    public void resize(FairPool.Share share, long bytes, int files) {
        try {
            share.resize(onDisk(bytes, files), MAX_WAIT_OF_GROWTH);
        } catch (HttpRefusal e) {
            refused.increment();
            throw e;
        }
    }

    /** Most bytes that files take on disk which have this many bytes together. */
    public long onDisk(long bytes, int files) {
        return bytes + files * block;
    }
}
