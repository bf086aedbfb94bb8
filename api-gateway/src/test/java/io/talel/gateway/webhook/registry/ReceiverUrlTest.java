package io.talel.gateway.webhook.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverUrlTest {

    private static final ReceiverRules STRICT = new ReceiverRules(false);

    @Test
    void its_parts_are_those_of_a_request() {
        ReceiverUrl url = new ReceiverUrl("https://Example.org:8443/a%20b?c=d");
        assertThat(url.host()).isEqualTo("Example.org");
        assertThat(url.port()).isEqualTo(8443);
        assertThat(url.authority()).isEqualTo("Example.org:8443");
        assertThat(url.target()).isEqualTo("/a%20b?c=d");
        assertThat(new ReceiverUrl("https://example.org").target()).isEqualTo("/");
        assertThat(new ReceiverUrl("https://example.org").port()).isEqualTo(443);
        assertThat(new ReceiverUrl("http://[2606:4700::1111]?x").host()).isEqualTo("2606:4700::1111");
        assertThat(url).hasToString("ReceiverUrl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org/hook",
                "/hook",
                "ftp://example.org/",
                "file:///etc/passwd",
                "gopher://example.org/",
                "https://",
                "https:///hook",
                "https://user:secret@example.org/",
                "https://example.org/#part",
                "https://example.org:0/",
                "https://example.org:65536/",
                "https://exämple.org/",
                "https://example.org/a b",
                "https://example.org/\r\nX: y",
                "https://a_b.example.org/"
            })
    void what_is_no_address_of_http_is_refused(String text) {
        assertThatThrownBy(() -> new ReceiverUrl(text)).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "https://localhost/",
                "https://LocalHost./",
                "https://api.localhost/",
                "https://127.0.0.1./",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://[::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://[::ffff:10.0.0.1]/",
                "https://169.254.169.254/latest/meta-data/"
            })
    void what_is_private_at_sight_or_in_clear_is_not_registered(String text) {
        assertThatThrownBy(() -> STRICT.check(new ReceiverUrl(text))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void a_public_address_is_registered() {
        STRICT.check(new ReceiverUrl("https://example.org/hook"));
        STRICT.check(new ReceiverUrl("https://1.1.1.1/hook"));
    }
}
