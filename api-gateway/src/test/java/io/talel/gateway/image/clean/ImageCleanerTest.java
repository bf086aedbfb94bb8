package io.talel.gateway.image.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.gif.GifControlDirectory;
import io.talel.gateway.image.decoder.DecoderPool;
import io.talel.gateway.image.decoder.Decoders;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.user.UserId;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCleanerTest {

    private static final DecoderPool DECODERS = new DecoderPool(ImageReencoder.class, Decoders.SETTINGS);
    private static final UserId OWNER = new UserId(1);
    private static final ImageCleaner CLEANER = new ImageCleaner(DECODERS, Decoders.SETTINGS);

    @TempDir
    private Path directory;

    @AfterAll
    static void endDecoders() {
        CLEANER.close();
        DECODERS.close();
    }

    @Test
    void a_sample_holds_what_must_not_stay() throws Exception {
        for (byte[] sample : List.of(Uploads.jpeg(6), Uploads.png(6), Uploads.webp("lossy.webp", 6))) {
            GpsDirectory place = metadata(sample).getFirstDirectoryOfType(GpsDirectory.class);
            assertThat(place.containsTag(GpsDirectory.TAG_LATITUDE)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void nothing_stays_of_metadata_and_of_files_behind_the_picture(ImageFormat format) throws Exception {
        byte[] cleaned = cleaned(upload(format, 1), format);
        assertThat(new String(cleaned, StandardCharsets.ISO_8859_1))
                .doesNotContain("script", "PK", ExifSample.MAKER, "GPS");
        assertThat(metadata(cleaned).getFirstDirectoryOfType(GpsDirectory.class))
                .isNull();
        assertThat(metadata(cleaned).getFirstDirectoryOfType(ExifIFD0Directory.class))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void what_is_said_of_a_cleaned_file_is_true(ImageFormat format) throws Exception {
        Path file = Files.write(directory.resolve("upload"), upload(format, 1));
        CleanImage said = CLEANER.clean(OWNER, file, format, _ -> {});
        byte[] cleaned = Files.readAllBytes(file);
        assertThat(FileSignatures.formatOf(cleaned)).contains(format);
        assertThat(said.format()).isEqualTo(format);
        assertThat(said.bytes()).isEqualTo(cleaned.length);
        assertThat(said.sha256()).matches("[0-9a-f]{64}");
        assertThat(said.width()).isEqualTo(Uploads.WIDTH);
        assertThat(said.height()).isEqualTo(Uploads.HEIGHT);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void the_size_that_is_said_of_a_turned_picture_is_that_of_the_file(ImageFormat format) throws Exception {
        Path file = Files.write(directory.resolve("upload"), upload(format, 6));
        CleanImage said = CLEANER.clean(OWNER, file, format, _ -> {});
        ImageHeaders found = ImageHeaders.read(format, Files.readAllBytes(file), Decoders.SETTINGS.pictureMemory());
        assertThat(said.width()).isEqualTo(found.width());
        assertThat(said.height()).isEqualTo(found.height());
    }

    @ParameterizedTest
    @CsvSource({"1, LEFT", "2, RIGHT", "3, RIGHT", "4, LEFT", "5, TOP", "6, TOP", "7, BOTTOM", "8, BOTTOM"})
    void a_photograph_is_turned_upright(int orientation, Side red) throws Exception {
        assertThat(sideOfRed(cleaned(Uploads.jpeg(orientation), ImageFormat.JPEG)))
                .isEqualTo(red);
        assertThat(sideOfRed(cleaned(Uploads.png(orientation), ImageFormat.PNG)))
                .isEqualTo(red);
    }

    @Test
    void a_webp_keeps_its_orientation_and_nothing_else_of_exif() throws Exception {
        byte[] cleaned = cleaned(Uploads.webp("lossy.webp", 6), ImageFormat.WEBP);
        assertThat(metadata(cleaned)
                        .getFirstDirectoryOfType(ExifIFD0Directory.class)
                        .getTags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.getTagType()).isEqualTo(ExifIFD0Directory.TAG_ORIENTATION));
        assertThat(metadata(cleaned)
                        .getFirstDirectoryOfType(ExifIFD0Directory.class)
                        .getInt(ExifIFD0Directory.TAG_ORIENTATION))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "alpha.webp"})
    void a_webp_shows_the_same_pixels(String sample) throws Exception {
        byte[] upload = Uploads.webp(sample, 1);
        assertThat(pixels(StillImageEncoding.decode(ImageFormat.WEBP, cleaned(upload, ImageFormat.WEBP))))
                .isEqualTo(pixels(StillImageEncoding.decode(ImageFormat.WEBP, upload)));
    }

    @Test
    void an_animated_webp_keeps_its_frames_and_loses_what_hides_between_them() throws Exception {
        byte[] cleaned = cleaned(AnimatedWebp.of(Uploads.resource("lossy.webp"), 3), ImageFormat.WEBP);
        assertThat(WebpChunk.read(cleaned, 12, cleaned.length))
                .extracting(WebpChunk::name)
                .containsExactly("VP8X", "ANIM", "ANMF", "ANMF", "ANMF");
        assertThat(new String(cleaned, StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }

    @Test
    void a_png_shows_the_same_pixels() throws Exception {
        assertThat(pixels(ImageIO.read(new ByteArrayInputStream(cleaned(Uploads.png(1), ImageFormat.PNG)))))
                .isEqualTo(pixels(Uploads.picture(BufferedImage.TYPE_INT_ARGB)));
    }

    @Test
    void an_animated_gif_keeps_frames_timing_and_loop() throws Exception {
        byte[] cleaned = cleaned(Uploads.animatedGif(), ImageFormat.GIF);
        Collection<GifControlDirectory> frames = metadata(cleaned).getDirectoriesOfType(GifControlDirectory.class);
        assertThat(frames).hasSize(2).allSatisfy(frame -> {
            assertThat(frame.getInt(GifControlDirectory.TAG_DELAY)).isEqualTo(12);
            assertThat(frame.getDisposalMethod())
                    .isEqualTo(GifControlDirectory.DisposalMethod.RESTORE_TO_BACKGROUND_COLOR);
        });
        assertThat(new String(cleaned, StandardCharsets.ISO_8859_1)).contains("NETSCAPE2.0");
        assertThat(GifFrames.pixels(cleaned)).isEqualTo(GifFrames.pixels(Uploads.animatedGif()));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_INT_RGB
            })
    void a_png_of_any_depth_is_accepted(int type) throws Exception {
        byte[] upload = Uploads.encoded("png", Uploads.picture(type));
        assertThat(pixels(ImageIO.read(new ByteArrayInputStream(cleaned(upload, ImageFormat.PNG)))))
                .isEqualTo(pixels(ImageIO.read(new ByteArrayInputStream(upload))));
    }

    @Test
    void a_photograph_of_twelve_megapixels_is_turned() throws Exception {
        byte[] plain = Uploads.encoded("jpg", new BufferedImage(4_000, 3_000, BufferedImage.TYPE_3BYTE_BGR));
        byte[] exif = Uploads.segment(0xE1, Uploads.concatenated(Exif.HEADER, ExifSample.tiff(6)));
        Path file = Files.write(
                directory.resolve("upload"),
                Uploads.concatenated(Arrays.copyOf(plain, 2), exif, Arrays.copyOfRange(plain, 2, plain.length)));
        CleanImage said = CLEANER.clean(OWNER, file, ImageFormat.JPEG, _ -> {});
        assertThat(said.width()).isEqualTo(3_000);
        assertThat(said.height()).isEqualTo(4_000);
    }

    @Test
    void a_grey_photograph_stays_as_bright_as_it_was() throws Exception {
        BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 100);
        byte[] cleaned = cleaned(Uploads.encoded("jpg", grey), ImageFormat.JPEG);
        int sample = ImageIO.read(new ByteArrayInputStream(cleaned)).getRaster().getSample(4, 4, 0);
        assertThat(sample).isBetween(98, 102);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void a_file_that_only_begins_like_a_picture_is_refused(ImageFormat format) {
        byte[] head = Arrays.copyOf(upload(format, 1), 14);
        assertThatThrownBy(() -> cleaned(Uploads.concatenated(head, Uploads.hidden()), format))
                .isInstanceOf(UnreadableImage.class);
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void a_file_cut_anywhere_is_cleaned_or_refused(ImageFormat format) throws IOException {
        byte[] whole = upload(format, 6);
        for (int length = 12; length < whole.length; length += 7) {
            Path file = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
            try {
                CLEANER.clean(OWNER, file, format, _ -> {});
            } catch (UnreadableImage e) {
                assertThat(e).isNotNull();
            }
        }
    }

    @Test
    void a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() {
        byte[] bomb = Uploads.png(1);
        ByteBuffer.wrap(bomb).putInt(16, 30_000).putInt(20, 30_000);
        assertThatThrownBy(() -> cleaned(bomb, ImageFormat.PNG))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("30000");
    }

    @Test
    void a_frame_of_too_many_pixels_is_refused_wherever_it_is() {
        assertThatThrownBy(() -> cleaned(GifFrames.ofSizes(1, 30_000), ImageFormat.GIF))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("30000");
    }

    @Test
    void frames_of_too_many_pixels_together_are_refused_before_one_is_decoded() {
        assertThatThrownBy(() -> cleaned(GifFrames.ofSizes(6_000, 6_000, 6_000, 6_000, 6_000, 6_000), ImageFormat.GIF))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("200000000");
    }

    @Test
    void a_photograph_of_thousands_of_scans_is_refused() {
        byte[] scans = new byte[4000];
        for (int i = 0; i < scans.length; i += 2) {
            scans[i] = (byte) 0xFF;
            scans[i + 1] = (byte) 0xDA;
        }
        assertThatThrownBy(() -> cleaned(Uploads.concatenated(Uploads.jpeg(1), scans), ImageFormat.JPEG))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("scans");
    }

    private enum Side {
        LEFT,
        RIGHT,
        TOP,
        BOTTOM
    }

    private static Side sideOfRed(byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        if (image.getWidth() == Uploads.WIDTH) {
            return isRed(image, 2, 5) ? Side.LEFT : Side.RIGHT;
        }
        assertThat(image.getWidth()).isEqualTo(Uploads.HEIGHT);
        return isRed(image, 5, 2) ? Side.TOP : Side.BOTTOM;
    }

    private static boolean isRed(BufferedImage image, int x, int y) {
        Color color = new Color(image.getRGB(x, y));
        return color.getRed() > 150 && color.getBlue() < 100;
    }

    private static byte[] upload(ImageFormat format, int orientation) {
        return switch (format) {
            case GIF -> Uploads.animatedGif();
            case JPEG -> Uploads.jpeg(orientation);
            case PNG -> Uploads.png(orientation);
            case WEBP -> Uploads.webp("lossy.webp", orientation);
        };
    }

    private byte[] cleaned(byte[] upload, ImageFormat format) throws IOException {
        Path file = Files.write(directory.resolve("upload"), upload);
        CLEANER.clean(OWNER, file, format, _ -> {});
        return Files.readAllBytes(file);
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static Metadata metadata(byte[] file) throws Exception {
        Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
        assertThat(metadata.getDirectories()).noneMatch(Directory::hasErrors);
        return metadata;
    }
}
