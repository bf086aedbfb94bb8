package io.talel.gateway.image.decoder;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Settings of decoders for tests. */
public final class Decoders {

    /** Settings of production with more patience: the machine of a test is busy. */
    public static final DecoderSettings SETTINGS =
            new DecoderSettings(2, DataSize.ofMegabytes(512), Duration.ofSeconds(60), Duration.ofMinutes(1));

    private Decoders() {}

    static DecoderSettings with(Duration deadline, Duration idle) {
        return new DecoderSettings(1, DataSize.ofMegabytes(96), deadline, idle);
    }
}
