package io.talel.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

class UploadReaderTest {

    private static final String WRONG_TYPE = "One or more image files are of invalid type";
    private static final String TOO_LARGE = "One or more image file sizes are too large";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};

    private UploadDirectory directory;

    @BeforeEach
    void make_a_directory() throws IOException {
        directory = UploadDirectory.create();
    }

    @AfterEach
    void nothing_stays_on_disk() throws IOException {
        directory.close();
        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void the_first_file_of_every_field_comes_in_order() throws IOException {
        List<ReceivedFile> files = read(new Form()
                .file("b", "first.png", PNG)
                .field("note", "not a file")
                .file("a", "second.png", PNG)
                .file("b", "third.png", PNG));
        assertThat(files).extracting(ReceivedFile::clientName).containsExactly("first.png", "second.png");
        assertThat(Files.readAllBytes(files.getFirst().path())).isEqualTo(PNG);
    }

    @Test
    void names_are_what_browsers_wrote() throws IOException {
        List<ReceivedFile> files = read(new Form().file("Übersee %22x%22.png", "Übersee %22x%22.png", PNG));
        assertThat(files).extracting(ReceivedFile::clientName).containsExactly("Übersee \"x\".png");
    }

    @Test
    void a_file_of_exactly_the_limit_is_received_and_one_byte_more_is_not() throws IOException {
        assertThat(read(new Form().file("a", "a.png", image(UploadReader.MAX_FILE_BYTES))))
                .hasSize(1);
        assertThatThrownBy(() -> read(new Form().file("a", "a.png", image(UploadReader.MAX_FILE_BYTES + 1))))
                .hasMessage(TOO_LARGE);
    }

    @Test
    void an_endless_file_is_refused_while_it_comes_in() {
        EndlessInput endless = new EndlessInput();
        byte[] beginning = new Form().beginning("a", "a.png", PNG);
        MockHttpServletRequest request = request(new SequenceInputStream(new ByteArrayInputStream(beginning), endless));
        assertThatThrownBy(() -> UploadReader.read(request, directory)).hasMessage(TOO_LARGE);
        assertThat(endless.read).isLessThan(UploadReader.MAX_FILE_BYTES + 100_000L);
    }

    @Test
    void a_request_that_announces_too_much_is_refused_unread() {
        EndlessInput endless = new EndlessInput();
        MockHttpServletRequest request = request(endless, UploadReader.MAX_BYTES + 1);
        assertThatThrownBy(() -> UploadReader.read(request, directory)).hasMessage(TOO_LARGE);
        assertThat(endless.read).isZero();
    }

    @Test
    void more_files_than_allowed_are_refused() {
        Form form = new Form();
        for (int i = 0; i <= UploadReader.MAX_FILES; i++) {
            form.file("field-" + i, "a.png", PNG);
        }
        assertThatThrownBy(() -> read(form)).hasMessage("At most 16 image files can be uploaded at once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF88a-almost-a-gif", "RIFF0000WAVE"})
    void what_does_not_begin_like_an_image_is_refused(String content) {
        Form form = new Form().file("a", "a.png", content.getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> read(form)).isInstanceOf(HttpRefusal.class).hasMessage(WRONG_TYPE);
    }

    @Test
    void a_form_without_files_is_refused() {
        assertThatThrownBy(() -> read(new Form().field("a", "text"))).hasMessage(WRONG_TYPE);
        assertThatThrownBy(() -> UploadReader.read(new MockHttpServletRequest(), directory))
                .hasMessage(WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_part_of_several_parts_without_a_boundary_is_refused(boolean first) {
        String part = """
                --%s\r
                Content-Disposition: form-data; name="a"; filename="a.png"\r
                Content-Type: multipart/mixed\r
                \r
                """.formatted(Form.BOUNDARY);
        byte[] before = first ? new byte[0] : new Form().beginning("b", "b.png", PNG);
        String end = (first ? "" : "\r\n") + part + "text\r\n--" + Form.BOUNDARY + "--\r\n";
        InputStream body = new SequenceInputStream(
                new ByteArrayInputStream(before), new ByteArrayInputStream(end.getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> UploadReader.read(request(body), directory)).hasMessage(WRONG_TYPE);
    }

    @Test
    void a_form_that_ends_in_the_middle_is_refused() {
        MockHttpServletRequest request = request(new ByteArrayInputStream(new Form().beginning("a", "a.png", PNG)));
        assertThatThrownBy(() -> UploadReader.read(request, directory)).isInstanceOf(HttpRefusal.class);
    }

    private List<ReceivedFile> read(Form form) throws IOException {
        return UploadReader.read(request(new ByteArrayInputStream(form.bytes())), directory);
    }

    private static byte[] image(int length) {
        return Arrays.copyOf(PNG, length);
    }

    private static MockHttpServletRequest request(InputStream body) {
        return request(body, -1);
    }

    private static MockHttpServletRequest request(InputStream body, long announced) {
        MockHttpServletRequest request = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(body);
            }

            @Override
            public long getContentLengthLong() {
                return announced;
            }
        };
        request.setContentType("multipart/form-data; boundary=" + Form.BOUNDARY);
        return request;
    }

    private static final class EndlessInput extends InputStream {
        private long read;

        @Override
        public int read() {
            read++;
            return 'x';
        }
    }

    private static final class Form {
        static final String BOUNDARY = "frontier";

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        Form file(String field, String name, byte[] bytes) {
            content.writeBytes(beginning(field, name, bytes));
            content.writeBytes(utf8("\r\n"));
            return this;
        }

        Form field(String name, String value) {
            content.writeBytes(utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                    + "\"\r\n\r\n" + value + "\r\n"));
            return this;
        }

        byte[] beginning(String field, String name, byte[] bytes) {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            part.writeBytes(utf8("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field
                    + "\"; filename=\"" + name + "\"\r\nContent-Type: image/png\r\n\r\n"));
            part.writeBytes(bytes);
            return part.toByteArray();
        }

        byte[] bytes() {
            content.writeBytes(utf8("--" + BOUNDARY + "--\r\n"));
            return content.toByteArray();
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
