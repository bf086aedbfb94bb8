package io.talel.gateway.image.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.image.decoder.DecoderPool;
import io.talel.gateway.image.decoder.DecoderSettings;
import io.talel.gateway.image.decoder.Decoders;
import io.talel.kernel.image.ImageFormat;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** What decoding a WebP is charged, near the limit and against what a decoder really takes. */
class WebpMemoryTest {

    private static final long MEMORY = Decoders.SETTINGS.pictureMemory();

    /** The young generation of a decoder, which the pixels cannot fill; the product leaves twice that beside the charge. */
    private static final DataSize YOUNG = DataSize.ofMegabytes(32);

    /** A decoder that is short of memory takes long before it gives up; and the machine of a test is busy. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private static final int ALL_GROUPS = 65_536;

    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.argumentSet(
                        "lossy, 15 megapixels", LargeWebp.lossy(3_872, 3_856), LargeWebp.lossy(3_872, 3_872)),
                Arguments.argumentSet(
                        "lossless, 20 megapixels and all groups",
                        LargeWebp.lossless(4_533, 4_533, ALL_GROUPS),
                        LargeWebp.lossless(4_534, 4_534, ALL_GROUPS)),
                Arguments.argumentSet(
                        "lossy with alpha, 13 megapixels",
                        LargeWebp.withAlpha(3_648, 3_632, 1),
                        LargeWebp.withAlpha(3_648, 3_648, 1)));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void a_webp_that_just_fits_into_the_memory_of_a_decoder_is_read_and_the_next_larger_one_refused(
            byte[] fitting, byte[] larger) {
        assertThatCode(() -> ImageHeaders.read(ImageFormat.WEBP, fitting, MEMORY))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ImageHeaders.read(ImageFormat.WEBP, larger, MEMORY))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("bytes to decode");
    }

    static Stream<Arguments> costly() {
        return Stream.of(
                Arguments.argumentSet("lossy, 12 megapixels", LargeWebp.lossy(4_000, 3_000), DataSize.ofBytes(0)),
                Arguments.argumentSet("lossless, 16 megapixels", LargeWebp.lossless(4_000, 4_000, 1), YOUNG),
                Arguments.argumentSet(
                        "lossless, 12 megapixels and all groups", LargeWebp.lossless(4_000, 3_000, ALL_GROUPS), YOUNG),
                Arguments.argumentSet(
                        "lossy with alpha, 4 megapixels and many groups",
                        LargeWebp.withAlpha(2_000, 2_000, 20_000),
                        YOUNG));
    }

    /** @param beside part of the heap that the charge does not cover */
    @ParameterizedTest
    @MethodSource("costly")
    void decoding_takes_no_more_than_it_is_charged(byte[] file, DataSize beside) throws Exception {
        DataSize heap = DataSize.ofBytes(chargeOf(file) + beside.toBytes());
        ImageHeaders headers = ImageHeaders.read(ImageFormat.WEBP, file, Long.MAX_VALUE);
        try (DecoderPool decoders =
                new DecoderPool(ImageReencoder.class, new DecoderSettings(1, heap, DEADLINE, DEADLINE))) {
            assertThat(decoders.decode(headers.task(ImageFormat.WEBP))).isEqualTo(headers.picture());
        }
    }

    /** The least memory with which the headers of the file are accepted. */
    private static long chargeOf(byte[] file) {
        long refused = 0;
        long accepted = 1L << 32;
        while (accepted - refused > 1) {
            long tried = (accepted + refused) / 2;
            if (isAccepted(file, tried)) {
                accepted = tried;
            } else {
                refused = tried;
            }
        }
        return accepted;
    }

    private static boolean isAccepted(byte[] file, long memory) {
        try {
            ImageHeaders.read(ImageFormat.WEBP, file, memory);
            return true;
        } catch (UnreadableImage _) {
            return false;
        }
    }
}
