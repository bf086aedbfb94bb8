package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.e2e.UnreliableProxy.Fault;
import io.talel.gateway.e2e.UnreliableProxy.Harm;
import io.talel.ops.localstack.LocalS3;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A broken way to S3 means 503 with {@code Retry-After}, or half a picture and a broken connection. */
class StoreFailureE2E {

    private static final Multipart LARGE =
            new Multipart().file("image", "a.png", "image/png", Pictures.JUST_UNDER_THE_LIMIT);
    private static final Multipart SMALL = new Multipart().file("image", "a.png", "image/png", Pictures.PNG);

    private static final int TRIES = 5;

    private static UnreliableProxy proxy;
    private static GatewayNode node;
    private static ApiSession ada;
    private static String large;
    private static String small;

    @BeforeAll
    static void a_node_behind_whose_back_connections_break() {
        proxy = new UnreliableProxy(SharedServers.s3().port());
        node = GatewayNode.besideShared(Map.of("S3_ENDPOINT", "http://127.0.0.1:" + proxy.port()));
        ada = TestPerson.signedIn(node.api(), "ada");
        large = path(ada.upload(LARGE));
        small = path(ada.upload(SMALL));
    }

    private static String path(ApiAnswer uploaded) {
        String url = uploaded.is(200).json().at("/image_objects_urls/0").asString();
        return Paths.imageOf(ada.person(), url.substring(url.lastIndexOf('/') + 1));
    }

    @AfterEach
    void it_does_no_harm_any_more() {
        proxy.doNoHarm();
    }

    @AfterAll
    static void they_stop() {
        node.close();
        proxy.close();
    }

    /** Faults in the request line, the headers, the body; before the answer, in its status line, in its headers. */
    static Stream<Fault> ofUploads() {
        return Stream.concat(
                Stream.of(Harm.RESET, Harm.CUT)
                        .flatMap(harm -> Stream.concat(
                                IntStream.of(0, 10, 200, 1_500, 100_000, 1_500_000)
                                        .mapToObj(after -> Fault.ofRequest(harm, after)),
                                IntStream.of(0, 5, 12, 40).mapToObj(after -> Fault.ofResponse(harm, after)))),
                Stream.of(Fault.ofRequest(Harm.HANG, 100_000), Fault.ofResponse(Harm.HANG, 12)));
    }

    @ParameterizedTest
    @MethodSource("ofUploads")
    void an_upload_is_unavailable_wherever_its_connection_breaks(Fault fault) {
        proxy.harm(fault);
        untilHarmed(() -> isUnavailable(ada.upload(LARGE)));
    }

    static Stream<Fault> beforePictures() {
        return Stream.concat(
                Stream.of(Harm.RESET, Harm.CUT)
                        .flatMap(harm -> Stream.concat(
                                IntStream.of(0, 10, 200).mapToObj(after -> Fault.ofRequest(harm, after)),
                                IntStream.of(0, 5, 12, 40).mapToObj(after -> Fault.ofResponse(harm, after)))),
                Stream.of(Fault.ofRequest(Harm.HANG, 10), Fault.ofResponse(Harm.HANG, 12)));
    }

    @ParameterizedTest
    @MethodSource("beforePictures")
    void a_picture_is_unavailable_if_the_connection_breaks_before_it(Fault fault) {
        proxy.harm(fault);
        untilHarmed(() -> isUnavailable(node.api().get(large).send()));
    }

    @ParameterizedTest
    @EnumSource
    void a_small_picture_is_unavailable_if_the_connection_breaks_in_the_middle_of_it(Harm harm) {
        proxy.doNoHarm();
        node.api().get(small).send().is(200);
        proxy.harm(Fault.ofResponse(harm, proxy.answered() - 10));
        untilHarmed(() -> {
            ApiAnswer answer = node.api().get(small).send();
            isUnavailable(answer);
            assertThat(answer.header("ETag")).isEmpty();
            assertThat(answer.header("Cache-Control")).doesNotContain("immutable");
        });
    }

    @ParameterizedTest
    @EnumSource
    void half_a_large_picture_is_not_taken_for_the_whole(Harm harm) {
        proxy.harm(Fault.ofResponse(harm, 1_000_000));
        untilHarmed(() -> assertThat(isWhole(large)).isFalse());
        proxy.doNoHarm();
        assertThat(isWhole(large)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void an_upload_during_which_the_server_is_killed_is_unavailable(int round, @TempDir Path directory) {
        try (LocalS3 s3 = LocalS3.start(directory, 0);
                GatewayNode other = GatewayNode.besideShared(new HashMap<>(s3.environment()))) {
            ApiSession there = ada.at(other.api());
            there.upload(LARGE).is(200);
            List<CompletableFuture<ApiAnswer>> uploads = IntStream.range(0, 3)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> there.upload(LARGE)))
                    .toList();
            // As soon as the first one is stored, the others are on their way.
            CompletableFuture.anyOf(uploads.toArray(CompletableFuture[]::new)).join();
            s3.process().kill();
            assertThat(uploads)
                    .as("round " + round)
                    .extracting(upload -> upload.join().status())
                    .isSubsetOf(200, 503);
            isUnavailable(there.upload(SMALL));
        }
    }

    @Test
    void a_picture_that_the_bucket_has_not_is_not_found() {
        node.api().get(Paths.imageOf(ada.person(), "none.png")).send().is(404);
    }

    /** The client may first fail on kept connections that an earlier test has broken. */
    private static void untilHarmed(Runnable request) {
        for (int tries = 0; tries < TRIES && proxy.harmed() == 0; tries++) {
            request.run();
        }
        assertThat(proxy.harmed()).isPositive();
    }

    private static boolean isWhole(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + "/v1" + path))
                            .build(),
                    BodyHandlers.ofByteArray());
            return answer.statusCode() == 200;
        } catch (IOException broken) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void isUnavailable(ApiAnswer answer) {
        assertThat(answer.is(503).text("error", "type")).isEqualTo("Service Unavailable");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }
}
