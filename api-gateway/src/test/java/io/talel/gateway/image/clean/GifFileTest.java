package io.talel.gateway.image.clean;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.image.decoder.Decoders;
import io.talel.kernel.image.ImageFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GifFileTest {

    @Test
    void a_file_that_omits_the_size_of_its_screen_gets_that_of_its_first_frame() throws Exception {
        byte[] upload = Uploads.animatedGif();
        byte[] size = Arrays.copyOfRange(upload, 6, 10);
        Arrays.fill(upload, 6, 10, (byte) 0);

        byte[] picture = ImageHeaders.read(ImageFormat.GIF, upload, Decoders.SETTINGS.pictureMemory())
                .picture();

        assertThat(Arrays.copyOfRange(picture, 6, 10)).isEqualTo(size);
        assertThat(GifFrames.pixels(GifEncoding.anew(picture))).isEqualTo(GifFrames.pixels(Uploads.animatedGif()));
    }

    @Test
    void nothing_but_the_looping_is_kept_of_the_data_of_applications() throws Exception {
        byte[] upload = Uploads.animatedGif();
        int looping = new String(upload, ISO_8859_1).indexOf("\13NETSCAPE2.0\3\1");
        byte[] secret = "\30GPSLatitude=52.5170365 Ada".substring(0, 25).getBytes(ISO_8859_1);
        byte[] other = "\u0021\u00ff\13NETSCAPE9.9\4Love\0".getBytes(ISO_8859_1);
        byte[] laden = Uploads.concatenated(
                Arrays.copyOf(upload, looping - 2),
                other,
                Arrays.copyOfRange(upload, looping - 2, looping + 16),
                secret,
                Arrays.copyOfRange(upload, looping + 16, upload.length));

        byte[] picture = ImageHeaders.read(ImageFormat.GIF, laden, Decoders.SETTINGS.pictureMemory())
                .picture();

        assertThat(picture)
                .isEqualTo(ImageHeaders.read(ImageFormat.GIF, upload, Decoders.SETTINGS.pictureMemory())
                        .picture());
        assertThat(new String(GifEncoding.anew(picture), ISO_8859_1))
                .contains("NETSCAPE2.0")
                .doesNotContain("GPSLatitude", "Love");
    }
}
