package io.talel.gateway.image.decoder;

import io.talel.kernel.image.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A process that starts a decoder, prints its pid, and waits for its answer for ever. */
public final class DecoderParent {

    private DecoderParent() {}

    public static void main(String... arguments) throws Exception {
        DecoderPool pool =
                new DecoderPool(HostileDecoder.class, Decoders.with(Duration.ofHours(1), Duration.ofHours(1)));
        System.out.println(new String(pool.decode(task("say the pid")), StandardCharsets.US_ASCII));
        pool.decode(task("never stop"));
    }

    private static DecodingTask task(String order) {
        return new DecodingTask(ImageFormat.PNG, 1, order.getBytes(StandardCharsets.US_ASCII));
    }
}
