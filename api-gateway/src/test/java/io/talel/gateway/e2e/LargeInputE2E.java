package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.Username;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is as large as it may be is read, and what is larger is refused, before it has been sent where the length is known. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeInputE2E {

    private final GatewayNode node = GatewayNode.shared();

    private final Api api = node.api();

    private final ApiSession ada = TestPerson.signedIn(api, "ada");

    @Test
    void the_longest_texts_are_read_with_every_character_escaped() {
        String character = "\\ud83d\\ude00";
        String email = character.repeat(Email.MAX_LENGTH);
        send(
                        "POST",
                        "/accounts/login",
                        "{\"email\":\"" + email + "\",\"password\":\"" + character.repeat(4_096) + "\"}")
                .isError(401, "Unauthorized", "Invalid username or password");
        send("POST", "/accounts/register", """
                {"email":"%s@%s","password":"%s","username":"%s/"}""".formatted(
                                character.repeat(Email.MAX_LENGTH - 2),
                                character,
                                character.repeat(256),
                                character.repeat(Username.MAX_LENGTH - 1)))
                .isBadRequestNaming("username");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /accounts/register, 256",
        "POST, /accounts/verify, 256",
        "POST, /accounts/password/forgotten, 256",
        "POST, /accounts/reset/x, 256",
        "POST, /accounts/login, 304",
        "POST, /accounts/password, 304",
        "PATCH, /accounts/me, 304",
        "DELETE, /accounts/me, 304"
    })
    void a_body_of_short_texts_has_a_small_limit(String method, String path, int kib) {
        String refused = "{\"email\":5}";
        String blanks = " ".repeat(kib * 1024 - refused.length());
        send(method, path, refused + blanks).is(400);
        send(method, path, refused + blanks + " ")
                .isError(413, "Content Too Large", "Request body must be at most " + kib + " KiB long");
    }

    @Test
    void a_huge_body_is_refused_before_it_has_been_sent() {
        String answer = RawHttp.send(node.port(), """
                POST /v1/accounts/login HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Content-Type: application/json\r
                Content-Length: 3000000000\r
                \r
                {"email":\
                """);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"status\":413");
    }

    @Test
    void a_large_form_is_refused_before_it_has_been_sent() {
        String answer = RawHttp.send(node.port(), """
                POST /v1/accounts/reset/x HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: 16385\r
                \r
                password=\
                """);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"status\":413");
    }

    @Test
    void a_form_in_chunks_that_never_ends_is_refused() {
        StringBuilder request = new StringBuilder("POST /v1/accounts/reset/x HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n");
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        request.repeat(chunk, 5);
        assertThat(RawHttp.send(node.port(), request.toString())).startsWith("HTTP/1.1 413");
    }

    @Test
    void the_longest_password_fits_into_a_form_with_every_byte_escaped() {
        String form = "password=" + "%F0%9F%98%80".repeat(256);
        ApiAnswer answer = api.post("/accounts/reset/x")
                .body("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.US_ASCII))
                .send();
        assertThat(answer.is(400).text()).contains("The link is not complete");
    }

    @Test
    void a_huge_upload_is_refused_before_it_has_been_sent() {
        String answer = RawHttp.send(node.port(), """
                POST /v1/assets/images HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Authorization: Bearer %s\r
                Content-Type: multipart/form-data; boundary=x\r
                Content-Length: 30000000000\r
                \r
                --x\r
                """.formatted(ada.accessToken()));
        assertThat(answer).startsWith("HTTP/1.1 4").contains("\"error\"");
    }

    @Test
    void an_upload_without_a_token_is_refused_before_it_has_been_sent() {
        String answer = RawHttp.send(node.port(), """
                POST /v1/assets/images HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Content-Type: multipart/form-data; boundary=x\r
                Content-Length: 2000000\r
                \r
                --x\r
                """);
        assertThat(answer).startsWith("HTTP/1.1 403").contains("No authorization header provided");
    }

    @Test
    void a_body_in_chunks_that_never_ends_is_refused() {
        StringBuilder request = new StringBuilder("POST /v1/accounts/login HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        String chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
        request.repeat(chunk, 80);
        assertThat(RawHttp.send(node.port(), request.toString())).startsWith("HTTP/1.1 413");
    }

    private ApiAnswer send(String method, String path, String json) {
        return api.request(method, path)
                .token(ada.accessToken())
                .body("application/json", json.getBytes(StandardCharsets.US_ASCII))
                .send();
    }
}
