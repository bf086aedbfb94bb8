package io.talel.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.image.ImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewImageNameTest {

    @ParameterizedTest
    @CsvSource({
        "My Sunset.PNG, my_sunset",
        "evil.php.jpg, evilphp",
        "no-dots, nodots",
        "snake_case.gif, snakecase",
        "a _ b.gif, a__b",
        "Übersee 2.jpg, übersee_2",
        "写真.jpg, 写真",
        "../../etc/passwd, etcpasswd",
        "../../../.bashrc, bashrc",
        "C:\\photos\\sea.jpg, cphotossea",
        "<script>.svg, script",
        "'', ''",
        ".png, png"
    })
    void letters_digits_and_blanks_of_the_name_stay(String clientName, String stem) {
        assertThat(NewImageName.of(clientName, "k3v9x", ImageFormat.JPEG).value())
                .isEqualTo(stem + "_k3v9x.jpg");
    }

    @Test
    void accents_are_composed_so_that_the_address_is_found_again() {
        assertThat(NewImageName.of("e\u0301.png", "1", ImageFormat.PNG).value()).isEqualTo("\u00e9_1.png");
    }

    @Test
    void an_endless_name_is_cut() {
        assertThat(NewImageName.of("\uD83D\uDE00" + "ab".repeat(500), "1", ImageFormat.GIF)
                        .value())
                .isEqualTo("ab".repeat(50) + "_1.gif");
    }

    @Test
    void a_name_is_one_that_file_systems_take() {
        assertThat(NewImageName.of("a" + "\u5199".repeat(100) + ".jpg", "3k9x0q2m7ab1c", ImageFormat.JPEG)
                        .value())
                .isEqualTo("a" + "\u5199".repeat(59) + "_3k9x0q2m7ab1c.jpg");
    }
}
