package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6 of the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("port")
class ImagesE2E {

    private static final String WRONG_TYPE = "One or more image files are of invalid type";
    private static final String TOO_LARGE = "One or more image file sizes are too large";

    private final Api api = GatewayNode.shared().api();
    private final ApiSession ada = TestPerson.signedIn(api, "ada");

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("image/gif", "gif", Pictures.GIF),
                Arguments.of("image/jpeg", "jpg", Pictures.JPEG),
                Arguments.of("image/png", "png", Pictures.PNG));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void an_image_is_uploaded_and_served(String mediaType, String extension, byte[] picture) throws IOException {
        ApiAnswer answer = ada.upload(new Multipart().file("image", "Sunset." + extension, mediaType, picture))
                .is(200);
        assertThat(answer.keys()).containsExactly("image_objects_urls");
        String url = urls(answer).getFirst();
        assertThat(url)
                .matches("http://127\\.0\\.0\\.1:" + GatewayNode.shared().port() + "/v1/users/"
                        + ada.person().username() + "/images/sunset_[A-Za-z0-9]+\\." + extension);
        ApiAnswer image = api.follow(url).is(200);
        assertThat(image.header("Content-Type")).isEqualTo(mediaType);
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(image.body()));
        assertThat(List.of(shown.getWidth(), shown.getHeight())).containsExactly(40, 30);
    }

    @Test
    void webp_is_accepted_and_served_as_an_image() {
        String url = uploaded("photo.webp", "image/webp", Pictures.WEBP);
        assertThat(api.follow(url).is(200).header("Content-Type")).startsWith("image/");
    }

    @Test
    void several_files_are_answered_in_order_and_the_field_is_named_as_the_file() {
        ApiAnswer answer = ada.upload(new Multipart()
                        .file("My Sunset Übersee.png", "My Sunset Übersee.png", "image/png", Pictures.PNG)
                        .file("写真.jpg", "写真.jpg", "image/jpeg", Pictures.JPEG)
                        .file("third \"one\".gif", "third \"one\".gif", "image/gif", Pictures.GIF))
                .is(200);
        assertThat(urls(answer)).hasSize(3);
        assertThat(urls(answer).get(0)).contains("/my_sunset_").endsWith(".png");
        assertThat(urls(answer).get(1)).endsWith(".jpg");
        assertThat(urls(answer).get(2)).contains("/third_one").endsWith(".gif");
        assertThat(urls(answer)).allSatisfy(url -> api.follow(url).is(200));
    }

    @Test
    void the_first_of_several_files_in_one_field_is_taken() {
        ApiAnswer answer = ada.upload(new Multipart()
                        .file("image", "first.png", "image/png", Pictures.PNG)
                        .file("image", "second.gif", "image/gif", Pictures.GIF))
                .is(200);
        assertThat(urls(answer)).hasSize(1);
        assertThat(urls(answer).getFirst()).contains("/first_");
    }

    @Test
    void fields_that_are_no_files_do_not_matter() {
        ApiAnswer answer = ada.upload(new Multipart()
                        .field("caption", "A sunset")
                        .file("image", "sunset.png", "image/png", Pictures.PNG))
                .is(200);
        assertThat(urls(answer)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sunset at the Sea.png|sunset_at_the_sea_",
                "UPPER.PNG|upper_",
                "a.b.c.png|abc_",
                "100%.png|100_",
                "../../etc/passwd.png|etcpasswd_"
            })
    void the_name_is_made_of_the_name_of_the_file(String fileName, String start) {
        String url = uploaded(fileName, "image/png", Pictures.PNG);
        assertThat(url.substring(url.lastIndexOf('/') + 1)).startsWith(start).endsWith(".png");
    }

    @Test
    void a_name_of_nothing_but_signs_still_gives_an_address_that_works() {
        for (String name : List.of("???.png", ".png", "x".repeat(300) + ".png")) {
            api.follow(uploaded(name, "image/png", Pictures.PNG)).is(200);
        }
    }

    @Test
    void the_same_file_twice_gets_two_addresses() {
        assertThat(uploaded("a.png", "image/png", Pictures.PNG))
                .isNotEqualTo(uploaded("a.png", "image/png", Pictures.PNG));
    }

    @Test
    void name_and_declared_type_do_not_matter() {
        String url = uploaded("page.html", "text/html", Pictures.JPEG);
        assertThat(url).endsWith(".jpg");
        assertThat(api.follow(url).header("Content-Type")).isEqualTo("image/jpeg");
    }

    @Test
    void what_hides_behind_an_image_is_not_served() {
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        byte[] polyglot = Arrays.copyOf(Pictures.PNG, Pictures.PNG.length + script.length);
        System.arraycopy(script, 0, polyglot, Pictures.PNG.length, script.length);
        ApiAnswer image =
                api.follow(uploaded("evil.html", "image/png", polyglot)).is(200);
        assertThat(new String(image.body(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
        assertThat(image.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(image.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
    }

    @Test
    void an_image_that_the_client_has_is_not_sent_again() {
        String url = uploaded("kept.png", "image/png", Pictures.PNG);
        String path = Paths.imageOf(ada.person(), url.substring(url.lastIndexOf('/') + 1));
        String etag = api.get(path).send().header("ETag");
        for (String known : List.of(etag, "*")) {
            ApiAnswer answer =
                    api.get(path).header("If-None-Match", known).send().is(304);
            assertThat(answer.header("ETag")).isEqualTo(etag);
            assertThat(answer.header("Cache-Control")).contains("immutable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-9", "bytes=0-9,20-29", "bytes=999999999-", "foo=0-9", "nonsense"})
    void an_image_is_always_served_whole(String range) {
        String url = uploaded("whole.png", "image/png", Pictures.PNG);
        String path = Paths.imageOf(ada.person(), url.substring(url.lastIndexOf('/') + 1));
        ApiAnswer whole = api.get(path).send().is(200);
        ApiAnswer answer = api.get(path).header("Range", range).send().is(200);
        assertThat(answer.body()).isEqualTo(whole.body());
        assertThat(answer.header("Accept-Ranges")).isEqualTo("none");
    }

    @Test
    void no_file_is_of_invalid_type() {
        ada.upload(new Multipart()).isBadRequest(WRONG_TYPE);
        ada.upload(new Multipart().field("caption", "no file")).isBadRequest(WRONG_TYPE);
    }

    @Test
    void an_empty_file_is_of_invalid_type() {
        ada.upload(new Multipart().file("image", "a.png", "image/png", new byte[0]))
                .isBadRequest(WRONG_TYPE);
        ada.upload(new Multipart().file("image", "", "application/octet-stream", new byte[0]))
                .isBadRequest(WRONG_TYPE);
    }

    @Test
    void a_file_that_is_no_image_has_an_invalid_type_despite_its_content_type() {
        Map<String, byte[]> files = Map.of(
                "text.png", "not an image".getBytes(StandardCharsets.US_ASCII),
                "drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII),
                "bitmap.bmp", "BM______".getBytes(StandardCharsets.US_ASCII),
                "broken.png", Arrays.copyOf(Pictures.PNG, 40));
        files.forEach((name, content) -> ada.upload(new Multipart().file(name, name, "image/png", content))
                .isBadRequest(WRONG_TYPE));
    }

    @Test
    void a_file_may_have_two_mebibytes_and_not_a_byte_more() {
        api.follow(uploaded("full.png", "image/png", Pictures.pngOfSize(Pictures.MAX_BYTES)))
                .is(200);
        ada.upload(new Multipart().file("image", "more.png", "image/png", Pictures.pngOfSize(Pictures.MAX_BYTES + 1)))
                .isBadRequest(TOO_LARGE);
    }

    @Test
    void a_photograph_just_under_the_limit_is_accepted() {
        assertThat(Pictures.JUST_UNDER_THE_LIMIT).hasSizeBetween(Pictures.MAX_BYTES - 20_000, Pictures.MAX_BYTES);
        api.follow(uploaded("photo.png", "image/png", Pictures.JUST_UNDER_THE_LIMIT))
                .is(200);
    }

    @Test
    void the_limit_is_for_each_file_and_not_for_all_together() {
        byte[] large = Pictures.pngOfSize(Pictures.MAX_BYTES - 1000);
        Multipart form = new Multipart();
        for (String name : List.of("a.png", "b.png", "c.png")) {
            form.file(name, name, "image/png", large);
        }
        assertThat(urls(ada.upload(form).is(200))).hasSize(3);
    }

    @Test
    void sixteen_files_are_taken_at_once_and_no_more() {
        Multipart form = new Multipart();
        for (int i = 0; i < 16; i++) {
            form.file("image-" + i, "a.png", "image/png", Pictures.PNG);
        }
        assertThat(urls(ada.upload(form).is(200))).hasSize(16);
        ada.upload(form.file("one-more", "a.png", "image/png", Pictures.PNG))
                .isBadRequest("At most 16 image files can be uploaded at once");
    }

    @Test
    void one_bad_file_among_good_ones_refuses_the_request() {
        Multipart form = new Multipart()
                .file("a", "a.png", "image/png", Pictures.PNG)
                .file("b", "b.png", "image/png", "no image".getBytes(StandardCharsets.US_ASCII));
        ada.upload(form).isBadRequest(WRONG_TYPE);
        ada.upload(new Multipart()
                        .file("a", "a.png", "image/png", Pictures.PNG)
                        .file("b", "b.png", "image/png", Pictures.pngOfSize(Pictures.MAX_BYTES + 1)))
                .isBadRequest(TOO_LARGE);
    }

    @Test
    void what_is_no_form_is_a_client_error() {
        ada.post("/assets/images").send().isBadRequest(WRONG_TYPE);
        ada.post("/assets/images").json(Map.of("image", "x")).send().isBadRequest(WRONG_TYPE);
        ada.post("/assets/images")
                .body("multipart/form-data", "no boundary".getBytes(StandardCharsets.US_ASCII))
                .send()
                .is(400);
        ada.post("/assets/images")
                .body("multipart/form-data; boundary=x", "never begins".getBytes(StandardCharsets.US_ASCII))
                .send()
                .is(400);
    }

    @Test
    void an_image_of_an_unknown_user_is_not_found() {
        api.get("/users/nobody/images/a_1.png")
                .send()
                .isError(404, "Not Found", "User with username 'nobody' does not exist");
    }

    @Test
    void an_unknown_image_is_not_found_nor_is_a_name_that_no_image_can_have() {
        for (String file : List.of("a_1.png", "a".repeat(256), " ")) {
            api.get(Paths.imageOf(ada.person(), file)).send().is(404);
        }
    }

    @Test
    void an_image_is_found_under_its_owner_only() {
        String url = uploaded("mine.png", "image/png", Pictures.PNG);
        ApiSession bob = TestPerson.signedIn(api, "bob");
        api.get(Paths.imageOf(bob.person(), url.substring(url.lastIndexOf('/') + 1)))
                .send()
                .is(404);
    }

    private String uploaded(String fileName, String mediaType, byte[] picture) {
        return urls(ada.upload(new Multipart().file("image", fileName, mediaType, picture))
                        .is(200))
                .getFirst();
    }

    private static List<String> urls(ApiAnswer answer) {
        return StreamSupport.stream(answer.json().path("image_objects_urls").spliterator(), false)
                .map(node -> node.asString())
                .toList();
    }
}
