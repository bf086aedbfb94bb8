package io.talel.gateway.auth.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.token.KeyRing;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class LinkTokensTest {

    private static final UserId ADA = new UserId(7);
    private static final String SECRET = "0123456789abcdef".repeat(4);
    private static final String OTHER_SECRET = "fedcba9876543210".repeat(4);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final LinkTokens tokens = new LinkTokens(keys(SECRET, ""), clock);

    @Test
    void a_token_names_its_user_and_address() {
        String text = tokens.make(LinkPurpose.CONFIRM_EMAIL, ADA, 3, "");
        assertThat(tokens.read(LinkPurpose.CONFIRM_EMAIL, text)).hasValueSatisfying(token -> {
            assertThat(token.userId()).isEqualTo(ADA);
            assertThat(token.addressVersion()).isEqualTo(3);
        });
    }

    @Test
    void a_token_is_good_for_its_purpose_only() {
        String text = tokens.make(LinkPurpose.CONFIRM_EMAIL, ADA, 0, "");
        assertThat(tokens.read(LinkPurpose.RESET_PASSWORD, text)).isEmpty();
    }

    @Test
    void every_change_of_its_text_makes_it_worthless() {
        String text = tokens.make(LinkPurpose.RESET_PASSWORD, ADA, 0, "hash");
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(tokens.read(LinkPurpose.RESET_PASSWORD, changed))
                    .as(changed)
                    .isEmpty();
        }
        assertThat(tokens.read(LinkPurpose.RESET_PASSWORD, text.substring(1))).isEmpty();
        assertThat(tokens.read(LinkPurpose.RESET_PASSWORD, text + "A")).isEmpty();
        assertThat(tokens.read(LinkPurpose.RESET_PASSWORD, "")).isEmpty();
    }

    @Test
    void a_confirmation_lasts_a_day_and_a_reset_half_an_hour() {
        assertThat(lifetime(LinkPurpose.CONFIRM_EMAIL)).isEqualTo(Duration.ofHours(24));
        assertThat(lifetime(LinkPurpose.RESET_PASSWORD)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void an_expired_token_is_told_from_a_wrong_one() {
        String text = tokens.make(LinkPurpose.RESET_PASSWORD, ADA, 0, "hash");
        clock.advance(Duration.ofMinutes(30).minusSeconds(1));
        assertThat(tokens.read(LinkPurpose.RESET_PASSWORD, text))
                .hasValueSatisfying(token -> assertThat(tokens.isExpired(token)).isFalse());
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.read(LinkPurpose.RESET_PASSWORD, text))
                .hasValueSatisfying(token -> assertThat(tokens.isExpired(token)).isTrue());
    }

    @Test
    void a_token_is_bound_to_the_state_it_was_made_in() {
        String text = tokens.make(LinkPurpose.RESET_PASSWORD, ADA, 0, "hash");
        assertThat(tokens.read(LinkPurpose.RESET_PASSWORD, text)).hasValueSatisfying(token -> {
            assertThat(tokens.isBoundTo("hash", token)).isTrue();
            assertThat(tokens.isBoundTo("another hash", token)).isFalse();
        });
    }

    @Test
    void a_token_of_the_previous_key_still_counts_and_one_of_a_foreign_key_does_not() {
        String text = tokens.make(LinkPurpose.RESET_PASSWORD, ADA, 0, "hash");
        LinkTokens rotated = new LinkTokens(keys(OTHER_SECRET, SECRET), clock);
        assertThat(rotated.read(LinkPurpose.RESET_PASSWORD, text))
                .hasValueSatisfying(
                        token -> assertThat(rotated.isBoundTo("hash", token)).isTrue());
        assertThat(new LinkTokens(keys(OTHER_SECRET, ""), clock).read(LinkPurpose.RESET_PASSWORD, text))
                .isEmpty();
    }

    private Duration lifetime(LinkPurpose purpose) {
        String text = tokens.make(purpose, ADA, 0, "");
        return Duration.between(
                clock.instant(), tokens.read(purpose, text).orElseThrow().expiresAt());
    }

    private static List<SecretKey> keys(String secret, String previous) {
        return new KeyRing(secret, previous).derive("tokens in mails");
    }
}
