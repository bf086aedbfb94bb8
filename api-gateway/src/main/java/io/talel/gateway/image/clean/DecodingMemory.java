package io.talel.gateway.image.clean;

import io.talel.gateway.web.HttpRefusal;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Shares out the memory that decoded pictures may take, so that no number of uploads exhausts the heap. */
final class DecodingMemory {

    /** One picture as it is stored and one as it is turned upright, of four bytes a pixel. */
    private static final int BYTES_A_PIXEL = 8;

    /** One in so many bytes of the heap is for pictures, or room for the largest one if that is more. */
    private static final int SHARE_OF_HEAP = 4;

    private static final int PIXELS_A_PERMIT = 100_000;
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore permits;

    DecodingMemory() {
        long pixels = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_A_PIXEL;
        this.permits = new Semaphore(permits(Math.max(PixelSize.MAX_PIXELS, pixels)), true);
    }

    /** What one picture needs, until it is closed. */
    interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws HttpRefusal if others keep the memory for too long */
    Share take(PixelSize size) {
        int wanted = permits(size.weight());
        try {
            if (!permits.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw HttpRefusal.unavailable();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HttpRefusal.unavailable();
        }
        return () -> permits.release(wanted);
    }

    private static int permits(long pixels) {
        return Math.toIntExact(pixels / PIXELS_A_PERMIT + 1);
    }
}
