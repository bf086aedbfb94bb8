package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.MutableClock;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ValueOperations;

/** Expiry of tokens, by the contract. */
class TimeE2E {

    private static final MutableClock CLOCK = new MutableClock(Clock.systemUTC().instant());

    /** Axon stamps events by one clock for the whole JVM, which the last node that starts has set. */
    private static final Clock OF_THE_OTHER_NODES = GenericEventMessage.clock;

    private static final String REUSED = "talelio_security_events_total{event=\"refresh_token_reused\"}";

    private static GatewayNode node;

    @BeforeAll
    static void a_node_with_a_clock_that_we_move() {
        node = GatewayNode.with(CLOCK);
    }

    @AfterAll
    static void it_stops() {
        node.close();
        GenericEventMessage.clock = OF_THE_OTHER_NODES;
    }

    @Test
    void a_refresh_token_that_was_rotated_away_works_for_a_grace() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        String successor = ada.refresh().is(200).cookie("refresh_token");
        age(ada, Duration.ofSeconds(5));
        assertThat(ada.refresh().is(200).cookie("refresh_token")).isEqualTo(successor);
    }

    @Test
    void after_the_grace_it_is_refused_and_its_session_ends() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        ApiSession phone = ada.person().logIn(node.api());
        ApiAnswer refreshed = ada.refresh().is(200);
        age(ada, Duration.ofSeconds(11));
        ada.refresh().isError(401, "Unauthorized", "Provided refresh token not matching stored refresh token");
        ApiSession successor = new ApiSession(
                node.api(), ada.person(), refreshed.text("access_token"), refreshed.cookie("refresh_token"));
        successor.refresh().isError(401, "Unauthorized", "No stored refresh token for user");
        successor.post("/articles").send().is(403);
        phone.refresh().is(200);
    }

    @Test
    void the_owner_is_notified_by_mail_and_operators_by_a_counter() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        ada.refresh().is(200);
        age(ada, Duration.ofSeconds(11));
        double before = Scrape.of(node).value(REUSED);
        ada.refresh().is(401);
        ada.refresh().is(401);
        assertThat(Scrape.of(node).value(REUSED) - before).isEqualTo(1);
        TestOutbox.SHARED.await(ada.person().email(), "A session of yours was ended");
    }

    @Test
    void an_access_token_expires_after_half_an_hour_and_the_session_goes_on() {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        CLOCK.advance(Duration.ofMinutes(29));
        ada.post("/articles").send().isBadRequest("Missing request body");
        CLOCK.advance(Duration.ofSeconds(91));
        ada.post("/articles").send().isForbidden("Signature has expired");
        ada.logOut().isForbidden("Signature has expired");
        String fresh = ada.refresh().is(200).text("access_token");
        node.api().post("/articles").token(fresh).send().isBadRequest("Missing request body");
    }

    /** Moves the exchange of a cookie into the past: the grace goes by the clock of Redis, which a test cannot move. */
    private static void age(ApiSession session, Duration by) {
        String key = "auth:rotated:" + sha256(Base64.getUrlDecoder().decode(session.refreshToken()));
        ValueOperations<String, String> redis =
                node.bean("stringRedisTemplate", StringRedisTemplate.class).opsForValue();
        String[] record = Objects.requireNonNull(redis.get(key)).split(" ");
        redis.set(key, Long.parseLong(record[0]) - by.toMillis() + " " + record[1], Duration.ofSeconds(30));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
