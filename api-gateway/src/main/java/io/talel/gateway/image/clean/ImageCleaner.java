package io.talel.gateway.image.clean;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.work.WorkThreads;
import io.talel.kernel.image.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.stereotype.Component;

/** Cleans uploads in place, on threads of its own. */
@Component
public final class ImageCleaner implements AutoCloseable {

    /** One core stays with everything else; where there is only one, the system shares it. */
    private static final int PARALLEL = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

    /** More could not be cleaned before they lose patience: a large photograph takes a second or two. */
    private static final int QUEUED = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WorkThreads threads = new WorkThreads("image", PARALLEL, QUEUED, PATIENCE);
    private final DecodingMemory memory = new DecodingMemory();

    private interface Decoding<T> {
        T run() throws IOException;
    }

    /**
     * Replaces the file by one that shows the same picture and holds nothing else.
     *
     * @throws UnreadableImage if there is no picture in it, or too large a one
     * @throws HttpRefusal if others keep the memory for too long
     * @throws RejectedExecutionException if too many others wait already, or for too long
     * @throws IOException if the disk fails
     */
    public CleanImage clean(Path file, ImageFormat format) throws IOException {
        try {
            return threads.inTurn(() -> cleanNow(file, format));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private CleanImage cleanNow(Path file, ImageFormat format) throws IOException {
        Frames frames = decoding(() -> Frames.of(file, format));
        try (DecodingMemory.Share _ = memory.take(frames.heaviest())) {
            byte[] upload = Files.readAllBytes(file);
            byte[] cleaned = decoding(() -> cleaned(upload, format));
            Files.write(file, cleaned);
            PixelSize result = Frames.of(file, format).first();
            return new CleanImage(format, cleaned.length, sha256(cleaned), result.width(), result.height());
        }
    }

    private static byte[] cleaned(byte[] upload, ImageFormat format) throws IOException {
        return switch (format) {
            case GIF -> GifFile.clean(upload);
            case JPEG -> JpegFile.clean(upload);
            case PNG -> PngFile.clean(upload);
            case WEBP -> WebpFile.clean(upload);
        };
    }

    /** Decoders fail in every way there is when they are fed nonsense. */
    private static <T> T decoding(Decoding<T> decoding) throws UnreadableImage {
        try {
            return decoding.run();
        } catch (UnreadableImage e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableImage(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
