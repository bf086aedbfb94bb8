package io.talel.gateway.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {

    private static final SessionId SESSION = SessionId.random();

    private final RefreshTokens tokens = tokensOf((byte) 1);

    @Test
    void its_text_has_a_fixed_length_and_says_nothing_in_logs() {
        RefreshToken token = tokens.fresh(SESSION);
        assertThat(token.text()).hasSize(RefreshToken.LENGTH).hasSize(80);
        assertThat(token).hasToString("RefreshToken");
    }

    @Property(tries = 300)
    void every_text_of_the_shape_is_one_token(@ForAll("shaped") String text) {
        assertThat(RefreshToken.parse(text)).map(RefreshToken::text).contains(text);
    }

    @Property(tries = 300)
    void any_other_text_is_none(@ForAll String text) {
        assertThat(RefreshToken.parse(text)).isEmpty();
    }

    @Property(tries = 100)
    void a_text_that_is_too_long_or_too_short_is_none(@ForAll("shaped") String text) {
        assertThat(RefreshToken.parse(text + "A")).isEmpty();
        assertThat(RefreshToken.parse(text.substring(1))).isEmpty();
    }

    @Property(tries = 300)
    void a_made_up_token_is_not_ours(@ForAll("shaped") String text) {
        assertThat(tokens.areOurs(RefreshToken.parse(text).orElseThrow())).isFalse();
    }

    @Property(tries = 300)
    void one_changed_character_makes_another_token_that_is_not_ours(@ForAll("places") int at) {
        String text = tokens.fresh(SESSION).text();
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        RefreshToken changed = RefreshToken.parse(text.substring(0, at) + other + text.substring(at + 1))
                .orElseThrow();
        assertThat(tokens.areOurs(changed)).isFalse();
    }

    @Test
    void a_token_survives_its_text() {
        RefreshToken token = tokens.fresh(SESSION);
        RefreshToken parsed = RefreshToken.parse(token.text()).orElseThrow();
        assertThat(tokens.areOurs(parsed)).isTrue();
        assertThat(parsed.sessionId()).isEqualTo(SESSION);
        assertThat(parsed.hash()).isEqualTo(token.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void tokens_of_another_key_are_not_ours() {
        assertThat(tokensOf((byte) 2).areOurs(tokens.fresh(SESSION))).isFalse();
    }

    @Test
    void tokens_of_the_previous_key_are_still_ours() {
        RefreshTokens rotated = tokensOf((byte) 2, (byte) 1);
        assertThat(rotated.areOurs(tokens.fresh(SESSION))).isTrue();
        assertThat(tokens.areOurs(rotated.fresh(SESSION))).isFalse();
    }

    @Test
    void a_sealed_successor_opens_with_the_token_it_was_sealed_under() {
        RefreshToken token = tokens.fresh(SESSION);
        RefreshToken successor = tokens.fresh(SESSION);
        String sealed = RefreshTokens.seal(successor, token);
        assertThat(RefreshTokens.open(sealed, token).text()).isEqualTo(successor.text());
        assertThat(RefreshTokens.open(sealed, tokens.fresh(SESSION)).text()).isNotEqualTo(successor.text());
    }

    @Property(tries = 100)
    void a_session_identifier_survives_its_text(@ForAll @Size(SessionId.BYTES) byte[] bytes) {
        assertThat(SessionId.of(bytes).bytes()).isEqualTo(bytes);
    }

    @Provide
    Arbitrary<String> shaped() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars('-', '_')
                .ofLength(RefreshToken.LENGTH);
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, RefreshToken.LENGTH - 1);
    }

    private static RefreshTokens tokensOf(byte... fillings) {
        List<SecretKey> keys = new ArrayList<>();
        for (byte filling : fillings) {
            byte[] key = new byte[32];
            Arrays.fill(key, filling);
            keys.add(new SecretKeySpec(key, "HmacSHA256"));
        }
        return new RefreshTokens(keys);
    }
}
