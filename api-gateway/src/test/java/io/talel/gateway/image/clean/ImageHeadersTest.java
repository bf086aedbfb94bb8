package io.talel.gateway.image.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.image.clean.HostileImages.Hostile;
import io.talel.gateway.image.decoder.Decoders;
import io.talel.kernel.image.ImageFormat;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading headers, before anything is decoded. */
class ImageHeadersTest {

    private static final long MEMORY = Decoders.SETTINGS.pictureMemory();

    /** Bytes of a sample within which its headers lie. */
    private static final int HEADERS = 160;

    static Stream<Arguments> hostile() {
        return HostileImages.all().entrySet().stream()
                .map(entry -> Arguments.argumentSet(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void a_hostile_file_is_refused_by_its_headers_or_loses_what_is_hostile(Hostile hostile) throws Exception {
        assertThat(hostile.file()).hasSizeLessThan(2 * 1024 * 1024);
        if (hostile.harmless()) {
            ImageHeaders headers = ImageHeaders.read(hostile.format(), hostile.file(), MEMORY);
            assertThat((long) headers.width() * headers.height()).isLessThan(1_000);
        } else {
            assertThatThrownBy(() -> ImageHeaders.read(hostile.format(), hostile.file(), MEMORY))
                    .isInstanceOf(UnreadableImage.class);
        }
    }

    @Test
    void an_animation_may_have_two_thousand_frames_and_no_more() throws Exception {
        ImageHeaders.read(ImageFormat.GIF, GifFrames.ofSizes(ones(2_000)), MEMORY);
        assertThatThrownBy(() -> ImageHeaders.read(ImageFormat.GIF, GifFrames.ofSizes(ones(2_001)), MEMORY))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("2000 frames");
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void tables_of_huffman_groups_are_charged() {
        long groups = 65_536L * 5_600;
        assertThatCode(() -> ImageHeaders.read(ImageFormat.WEBP, LargeWebp.lossless(4, 4, 65_536), groups + 1_000))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ImageHeaders.read(ImageFormat.WEBP, LargeWebp.lossless(4, 4, 65_536), groups))
                .isInstanceOf(UnreadableImage.class);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void a_decoder_finds_the_size_that_was_held_to_the_limits(ImageFormat format) throws Exception {
        assertThat(sizeForDecoder(ImageHeaders.read(format, sample(format), MEMORY), format))
                .isEqualTo(Map.entry(Uploads.WIDTH, Uploads.HEIGHT));
    }

    @Property(tries = 4_000)
    void a_file_of_broken_headers_is_refused_or_within_the_limits(
            @ForAll ImageFormat format, @ForAll("changes") long seed) throws Exception {
        byte[] file = sample(format);
        Random random = new Random(seed);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int bound = random.nextInt(3) == 0 ? file.length : Math.min(HEADERS, file.length);
            file[random.nextInt(Math.min(12, bound), bound)] = hostileByte(random);
        }
        readOrRefuse(format, random.nextInt(5) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file);
    }

    @Property(tries = 2_000)
    void a_file_of_nothing_but_noise_is_refused_or_within_the_limits(
            @ForAll ImageFormat format, @ForAll("changes") long seed) throws Exception {
        byte[] file = new byte[(int) (seed & 0x3FF)];
        new Random(seed).nextBytes(file);
        byte[] sample = sample(format);
        int kept = Math.min(file.length, 12 + (int) ((seed >>> 10) & 0x1F));
        System.arraycopy(sample, 0, file, 0, kept);
        readOrRefuse(format, file);
    }

    @Provide
    Arbitrary<Long> changes() {
        return Arbitraries.longs();
    }

    private static byte hostileByte(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> (byte) 0xFF;
            case 1 -> 0;
            case 2 -> (byte) (1 << random.nextInt(8));
            default -> (byte) random.nextInt();
        };
    }

    /** Any exception but {@link UnreadableImage} fails the property. */
    private static void readOrRefuse(ImageFormat format, byte[] file) throws Exception {
        ImageHeaders headers;
        try {
            headers = ImageHeaders.read(format, file, MEMORY);
        } catch (UnreadableImage e) {
            return;
        }
        assertThat((long) headers.width() * headers.height()).isBetween(1L, (long) DecodingBudget.MAX_PIXELS);
        assertThat(headers.picture().length).isLessThanOrEqualTo(file.length + 200);
        if (format == ImageFormat.WEBP) {
            assertThatPicturesFit(headers);
        }
        Map.Entry<Integer, Integer> found;
        try {
            found = sizeForDecoder(headers, format);
        } catch (Exception e) {
            return;
        }
        if (format == ImageFormat.WEBP) {
            // A decoder shows the first frame of an animation, which lies within the canvas.
            assertThat(found.getKey()).isLessThanOrEqualTo(headers.width());
            assertThat(found.getValue()).isLessThanOrEqualTo(headers.height());
        } else {
            assertThat(found).isEqualTo(Map.entry(headers.width(), headers.height()));
        }
    }

    /** Wherever the file has the name of a compressed picture, the picture lies within the canvas. */
    private static void assertThatPicturesFit(ImageHeaders headers) throws UnreadableImage {
        byte[] file = headers.picture();
        for (int at = 12; at + 18 <= file.length; at++) {
            if (FileSignatures.isAt(file, at, FileSignatures.ascii("VP8L")) && file[at + 8] == 0x2F) {
                long bits = new FileBytes(file).u32LittleEndian(at + 9L);
                assertThat((bits & 0x3FFF) + 1).isLessThanOrEqualTo(headers.width());
                assertThat(((bits >> 14) & 0x3FFF) + 1).isLessThanOrEqualTo(headers.height());
            } else if (FileSignatures.isAt(file, at, FileSignatures.ascii("VP8 "))) {
                FileBytes bytes = new FileBytes(file);
                assertThat(bytes.u16LittleEndian(at + 14L) & 0x3FFF).isLessThanOrEqualTo(headers.width());
                assertThat(bytes.u16LittleEndian(at + 16L) & 0x3FFF).isLessThanOrEqualTo(headers.height());
            }
        }
    }

    private static Map.Entry<Integer, Integer> sizeForDecoder(ImageHeaders headers, ImageFormat format)
            throws Exception {
        ImageReader reader = Codecs.reader(format);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(headers.picture()))) {
            reader.setInput(in, false, true);
            return Map.entry(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }

    private static byte[] sample(ImageFormat format) {
        return switch (format) {
            case GIF -> Uploads.animatedGif();
            case JPEG -> Uploads.jpeg(6);
            case PNG -> Uploads.png(6);
            case WEBP -> AnimatedWebp.of(Uploads.resource("lossy.webp"), 3);
        };
    }
}
