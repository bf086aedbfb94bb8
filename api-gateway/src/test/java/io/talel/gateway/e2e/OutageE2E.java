package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.localstack.process.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Redis and S3 do not answer one of two nodes: requests that need them fail clearly, all others succeed. */
@Tag("timed")
class OutageE2E {

    private static GatewayNode sound;
    private static GatewayNode cutOff;

    @BeforeAll
    static void a_node_that_reaches_neither_redis_nor_s3() {
        sound = GatewayNode.shared();
        cutOff = GatewayNode.besideShared(Map.of(
                "REDIS_HOST",
                "127.0.0.1",
                "REDIS_PORT",
                String.valueOf(Loopback.portOrFree(0)),
                "S3_ENDPOINT",
                "http://127.0.0.1:" + Loopback.portOrFree(0)));
    }

    @AfterAll
    static void it_stops() {
        cutOff.close();
    }

    @Test
    void log_in_refresh_and_log_out_fail_without_redis() {
        ApiSession ada = TestPerson.signedIn(sound.api(), "ada");
        ApiAnswer logIn = cutOff.api()
                .post("/accounts/login")
                .json(Map.of(
                        "email", ada.person().email(), "password", ada.person().password()))
                .send();
        isUnavailable(logIn);
        isUnavailable(ada.at(cutOff.api()).refresh());
        isUnavailable(ada.at(cutOff.api()).logOut());
        ada.refresh().is(200);
    }

    @Test
    void a_node_that_starts_without_redis_takes_no_token_of_a_session_that_has_ended() {
        ApiSession ada = TestPerson.signedIn(sound.api(), "ada");
        ApiSession laptop = TestPerson.signedIn(sound.api(), "bob");
        ApiSession phone = laptop.person().logIn(sound.api());
        ada.logOut().is(200);
        laptop.post("/accounts/logout?all=true").send().is(200);
        ApiSession eve = TestPerson.signedIn(sound.api(), "eve");
        try (GatewayNode late = GatewayNode.besideShared(
                Map.of("REDIS_HOST", "127.0.0.1", "REDIS_PORT", String.valueOf(Loopback.portOrFree(0))))) {
            Stream.of(ada, laptop, phone)
                    .forEach(ended ->
                            ended.at(late.api()).post("/articles").send().isForbidden("Session has ended"));
            eve.at(late.api()).publish("Without Redis by " + eve.person().username(), "");
        }
    }

    @Test
    void people_register_read_and_publish_without_redis() {
        ApiSession ada = TestPerson.signedIn(sound.api(), "ada");
        String slug =
                ada.at(cutOff.api()).publish("Without Redis by " + ada.person().username(), "");
        cutOff.api().get(Paths.article(slug)).send().is(200);
        cutOff.api().get(Paths.articlesOf(ada.person())).send().is(200);
        TestPerson bob = TestPerson.named("bob");
        bob.register(cutOff.api()).is(201);
        bob.logIn(sound.api());
    }

    @Test
    void a_request_with_a_key_is_carried_out_once_without_redis() {
        ApiSession ada = TestPerson.signedIn(sound.api(), "ada").at(cutOff.api());
        String key = UUID.randomUUID().toString();
        String title = "Once without Redis by " + ada.person().username();
        ApiAnswer first = ada.publishWithKey(key, title).is(201);
        assertThat(ada.publishWithKey(key, title).is(201).text()).isEqualTo(first.text());
        assertThat(ada.at(sound.api()).publishWithKey(key, title).is(201).text())
                .isEqualTo(first.text());
        ada.publishWithKey(key, title + " again").is(422);

        String slug = first.text("article", "slug");
        ApiAnswer hidden = ArticleRequests.withKey(ada, key, slug, "unpublish").is(200);
        ArticleRequests.change(ada, slug, "publish").is(200);
        assertThat(ArticleRequests.withKey(ada, key, slug, "unpublish").is(200).text())
                .isEqualTo(hidden.text());
        cutOff.api().get(Paths.article(slug)).send().is(200);
    }

    @Test
    void images_are_neither_stored_nor_served_without_s3() {
        ApiSession ada = TestPerson.signedIn(sound.api(), "ada");
        Multipart form = new Multipart().file("image", "a.png", "image/png", Pictures.PNG);
        String url = ada.upload(form).is(200).json().at("/image_objects_urls/0").asString();
        isUnavailable(ada.at(cutOff.api()).upload(form));
        String path = Paths.imageOf(ada.person(), url.substring(url.lastIndexOf('/') + 1));
        isUnavailable(cutOff.api().get(path).send());
        ApiAnswer head = cutOff.api().request("HEAD", path).send().is(200);
        assertThat(head.header("Content-Length"))
                .isEqualTo(sound.api().get(path).send().is(200).header("Content-Length"));
    }

    /** A listener that accepts nothing: the system completes connections for it, and then nothing comes. */
    @Test
    void no_request_waits_long_for_an_s3_that_hangs() throws IOException {
        ApiSession ada = TestPerson.signedIn(sound.api(), "ada");
        Multipart form = new Multipart().file("image", "a.png", "image/png", Pictures.JUST_UNDER_THE_LIMIT);
        String url = ada.upload(form).is(200).json().at("/image_objects_urls/0").asString();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                GatewayNode waiting =
                        GatewayNode.besideShared(Map.of("S3_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort()))) {
            Api api = waiting.api();
            String path = Paths.imageOf(ada.person(), url.substring(url.lastIndexOf('/') + 1));
            // A node that has just started takes a second more for its first picture, whatever S3 does.
            api.get(Paths.imageOf(ada.person(), "unknown.png")).send().is(404);
            isUnavailableWithin(Duration.ofSeconds(6), () -> api.get(path).send());
            // The first one waits for a decoder to start, too.
            isUnavailable(ada.at(api).upload(form));
            isUnavailableWithin(Duration.ofSeconds(8), () -> ada.at(api).upload(form));
        }
    }

    @Test
    void the_process_is_healthy_all_the_same() {
        cutOff.api().get("/health").send().is(200);
    }

    @Test
    void proxies_go_on_sending_requests_and_operators_see_what_is_missing() {
        assertThat(Loopback.httpStatus(cutOff.managementPort(), "/actuator/health/proxy"))
                .contains(" 200");
        assertThat(Loopback.httpStatus(cutOff.managementPort(), "/actuator/health/readiness"))
                .contains(" 503");
    }

    private static void isUnavailableWithin(Duration patience, Supplier<ApiAnswer> request) {
        long start = System.nanoTime();
        isUnavailable(request.get());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(patience);
    }

    private static void isUnavailable(ApiAnswer answer) {
        assertThat(answer.is(503).text("error", "type")).isEqualTo("Service Unavailable");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }
}
