package io.talel.gateway.web.body;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.pool.BodySpace;
import io.talel.gateway.web.pool.FairPool;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Reads text bodies whole. A body of more than {@link #IN_MEMORY} bytes waits on disk until it is complete, so that slow
 * clients hold no memory; the heap limits how many large bodies are in memory at once.
 */
@Component
final class BodyReader {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    /** More than an honest body of short texts has, so that none waits on disk. */
    private static final int IN_MEMORY = 16 * 1024;

    /** Heap per large body in memory, in bytes: the longest body takes a quarter of it. */
    private static final long HEAP = 128L * 1024 * 1024;

    private static final Semaphore LARGE =
            new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / HEAP), true);

    private final BodySpace space;

    BodyReader(BodySpace space) {
        this.space = space;
    }

    /**
     * @param use function of the text
     * @throws HttpRefusal if the body is longer than {@code maxBytes} or not UTF-8
     */
    <T> T read(HttpServletRequest request, int maxBytes, Function<CharBuffer, T> use) {
        try {
            InputStream in = BodyStream.of(request, maxBytes, () -> tooLarge(maxBytes));
            byte[] head = in.readNBytes(IN_MEMORY + 1);
            if (head.length <= IN_MEMORY) {
                return use.apply(text(head));
            }
            try (FairPool.Share share = space.take(request, maxBytes, 1)) {
                return readOnDisk(head, in, share, use);
            }
        } catch (IOException e) {
            LOG.error("A request body could not be kept on disk", e);
            throw HttpRefusal.unavailable();
        }
    }

    private <T> T readOnDisk(byte[] head, InputStream rest, FairPool.Share share, Function<CharBuffer, T> use)
            throws IOException {
        try (FileChannel file = newFile()) {
            OutputStream out = Channels.newOutputStream(file);
            out.write(head);
            rest.transferTo(out);
            share.received(space.onDisk(file.position(), 1));
            LARGE.acquireUninterruptibly();
            try {
                return use.apply(text(Channels.newInputStream(file.position(0)).readAllBytes()));
            } finally {
                LARGE.release();
            }
        }
    }

    /** A file without a name, so that a killed node leaves none. */
    private static FileChannel newFile() throws IOException {
        return FileChannel.open(
                Files.createTempFile("talelio-body-", ".json"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static CharBuffer text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Request body is not valid UTF-8");
        }
    }

    private static HttpRefusal tooLarge(int maxBytes) {
        return new HttpRefusal(
                HttpStatus.CONTENT_TOO_LARGE, "Request body must be at most " + maxBytes / 1024 + " KiB long");
    }
}
