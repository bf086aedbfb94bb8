package io.talel.gateway.image.clean;

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
}
