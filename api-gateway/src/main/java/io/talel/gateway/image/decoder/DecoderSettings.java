package io.talel.gateway.image.decoder;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Resources for decoding pictures.
 *
 * @param decoders most processes that decode at a time; by default one fewer than there are cores, and at most four
 * @param decoderMemory largest heap of one process; a picture that needs more is refused
 * @param decoderDeadline longest time that one file may take
 * @param decoderIdle how long a process without work is kept
 */
@ConfigurationProperties("talelio.image")
public record DecoderSettings(
        @Nullable Integer decoders, DataSize decoderMemory, Duration decoderDeadline, Duration decoderIdle) {

    private static final int MOST_BY_DEFAULT = 4;

    private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(96);

    /** Part of the heap for everything but pixels: the program, the upload, the result, one young generation. */
    private static final DataSize OVERHEAD = DataSize.ofMegabytes(64);

    public DecoderSettings {
        if (decoders != null && decoders < 1) {
            throw new IllegalArgumentException("IMAGE_DECODERS has to be 1 or more, not " + decoders);
        }
        if (decoderMemory.compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("IMAGE_DECODER_MEMORY has to be 96MB or more, not " + decoderMemory);
        }
    }

    /** Most processes at a time. */
    public int parallel() {
        return decoders != null
                ? decoders
                : Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_BY_DEFAULT);
    }

    /** Most memory that decoding and encoding one picture may take, in bytes. */
    public long pictureMemory() {
        return decoderMemory.toBytes() - OVERHEAD.toBytes();
    }
}
