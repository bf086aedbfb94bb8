package io.talel.ops.console.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PictureHeaderTest {

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"GIF", "JPEG", "PNG"})
    void format_and_size_are_those_of_the_picture(ImageFormat format) throws IOException {
        assertThat(PictureHeader.read(picture(format))).contains(new PictureHeader(format, 300, 7));
    }

    /** The first bytes of pictures of 300 x 7 pixels. */
    @ParameterizedTest
    @CsvSource({
        "'VP8X', 0000000000000000 2b0100 060000",
        "'VP8L', 000000002f 2b810100 0000",
        "'VP8 ', 00000000 100000 9d012a 2c01 0700"
    })
    void format_and_size_of_a_webp_are_those_of_the_picture(String chunk, String rest) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("RIFF1234WEBP".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(chunk.getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(HexFormat.of().parseHex(rest.replace(" ", "")));

        assertThat(PictureHeader.read(file.toByteArray())).contains(new PictureHeader(ImageFormat.WEBP, 300, 7));
    }

    @Test
    void other_files_and_parts_of_pictures_are_none() throws IOException {
        assertThat(PictureHeader.read(new byte[0])).isEmpty();
        assertThat(PictureHeader.read("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(PictureHeader.read(new byte[100])).isEmpty();
        for (ImageFormat format : new ImageFormat[] {ImageFormat.GIF, ImageFormat.JPEG, ImageFormat.PNG}) {
            assertThat(PictureHeader.read(Arrays.copyOf(picture(format), 8))).isEmpty();
        }
    }

    private static byte[] picture(ImageFormat format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 7, BufferedImage.TYPE_INT_RGB), format.extension(), file);
        return file.toByteArray();
    }
}
