package io.talel.gateway.image.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decoders make grey of the pixels that a JPEG lacks. */
class JpegEndTest {

    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    private static final byte[] WHOLE = Uploads.encoded("jpg", noise());

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return image;
    }

    @Test
    void half_a_picture_is_refused_also_if_it_has_an_end() {
        byte[] half = Arrays.copyOf(WHOLE, WHOLE.length / 2);

        assertThatThrownBy(() -> StillImageEncoding.decodeJpeg(half)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> StillImageEncoding.decodeJpeg(Uploads.concatenated(half, END)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_picture_that_lacks_only_the_mark_of_its_end_is_whole() throws IOException {
        assertThat(Arrays.copyOfRange(WHOLE, WHOLE.length - 2, WHOLE.length)).isEqualTo(END);

        BufferedImage decoded = StillImageEncoding.decodeJpeg(Arrays.copyOf(WHOLE, WHOLE.length - 2));

        assertThat(Uploads.encoded("png", decoded))
                .isEqualTo(Uploads.encoded("png", StillImageEncoding.decodeJpeg(WHOLE)));
    }
}
