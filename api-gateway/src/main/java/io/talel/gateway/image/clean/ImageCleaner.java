package io.talel.gateway.image.clean;

import io.talel.gateway.crypto.Digests;
import io.talel.gateway.image.decoder.DecoderPool;
import io.talel.gateway.image.decoder.DecoderSettings;
import io.talel.gateway.image.decoder.DecoderUnavailable;
import io.talel.gateway.image.decoder.DecodingFailed;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.work.FairWorkThreads;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.user.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns an upload into a file of the same format that holds only the picture. This class reads only headers; the picture is
 * decoded in a process of its own. Accounts take turns.
 */
@Component
public final class ImageCleaner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImageCleaner.class);

    /** Most files that wait: more could not be cleaned in time, since a large photograph takes a second or two. */
    private static final int MAX_QUEUED = 32;

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final FairWorkThreads threads;
    private final DecoderPool decoders;
    private final long memory;

    ImageCleaner(DecoderPool decoders, DecoderSettings settings) {
        this.threads = new FairWorkThreads("image", settings.parallel(), MAX_QUEUED, MAX_WAIT, _ -> {});
        this.decoders = decoders;
        this.memory = settings.pictureMemory();
    }

    /**
     * Replaces the file by one that holds only the picture.
     *
     * @param room called with the size of the new file before it is written; may refuse it
     * @throws UnreadableImage if it holds no picture, or too large a one
     * @throws HttpRefusal if it cannot be decoded now
     * @throws RejectedExecutionException if too many others wait already, or for too long
     * @throws IOException if the disk fails
     */
    public CleanImage clean(UserId owner, Path file, ImageFormat format, LongConsumer room) throws IOException {
        try {
            return threads.inTurn(List.of(owner.toString()), () -> cleanNow(file, format, room));
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private CleanImage cleanNow(Path file, ImageFormat format, LongConsumer room) throws IOException {
        ImageHeaders headers = ImageHeaders.read(format, Files.readAllBytes(file), memory);
        byte[] cleaned = decoded(headers, format);
        room.accept(cleaned.length);
        Files.write(file, cleaned);
        return new CleanImage(format, cleaned.length, sha256(cleaned), headers.uprightWidth(), headers.uprightHeight());
    }

    private byte[] decoded(ImageHeaders headers, ImageFormat format) throws UnreadableImage {
        try {
            return decoders.decode(headers.task(format));
        } catch (DecodingFailed e) {
            throw new UnreadableImage(e);
        } catch (DecoderUnavailable e) {
            LOG.error("No process can be had that decodes images", e);
            throw HttpRefusal.unavailable();
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256(bytes));
    }
}
