package io.talel.gateway.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.token.KeyRing;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedTextsTest {

    private static final String OLD = "o".repeat(64);
    private static final String NEW = "n".repeat(64);

    @Test
    void a_text_opens_at_its_place_only_and_is_sealed_differently_each_time() {
        SealedTexts texts = texts(OLD, "");
        String sealed = texts.seal("here", "a secret");
        assertThat(sealed).startsWith(texts.keyId() + ":").doesNotContain("secret");
        assertThat(texts.open("here", sealed)).contains("a secret");
        assertThat(texts.open("there", sealed)).isEmpty();
        assertThat(texts.seal("here", "a secret")).isNotEqualTo(sealed);
    }

    @Test
    void an_older_key_opens_what_it_has_sealed_and_nobody_opens_it_without_that_key() {
        String sealed = texts(OLD, "").seal("here", "a secret");
        SealedTexts during = texts(NEW, OLD);
        assertThat(during.open("here", sealed)).contains("a secret");
        assertThat(sealed).doesNotStartWith(during.keyId());
        assertThat(texts(NEW, "").open("here", sealed)).isEmpty();
    }

    @Test
    void what_is_no_sealed_text_does_not_open() {
        SealedTexts texts = texts(OLD, "");
        for (String broken : List.of("", ":", ":?", ":AAAA")) {
            assertThat(texts.open("here", texts.keyId() + broken)).as(broken).isEmpty();
        }
    }

    private static SealedTexts texts(String secretKey, String previous) {
        return new SealedTexts(new KeyRing(secretKey, previous).derive("a test"), new SecureRandom());
    }
}
