package io.talel.gateway.feed.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.feed.SiteUrls;
import io.talel.gateway.web.WebSettings;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class HubPingDispatchIT {

    private static final String FEED = "https://api.talel.io/v1/feeds/atom.xml";

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    private final FeedPingQueue queue = new FeedPingQueue(jdbc);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HttpServer server;
    private HubPingDispatch pings;

    @BeforeEach
    void a_hub_refuses_all() throws IOException {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", request -> {
            request.sendResponseHeaders(503, -1);
            request.close();
        });
        server.start();
        pings = pings(Optional.of(new Hub(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), Duration.ofSeconds(10))));
    }

    private HubPingDispatch pings(Optional<Hub> hub) {
        return new HubPingDispatch(
                queue,
                new ChangedFeeds(
                        new Queries(DefaultQueryGateway.builder()
                                .queryBus(SimpleQueryBus.builder().build())
                                .build()),
                        new SiteUrls(new WebSettings(
                                List.of(),
                                URI.create("https://api.talel.io"),
                                "https://www.talel.io/articles/",
                                false))),
                hub,
                meters);
    }

    @AfterEach
    void stop() {
        pings.stop();
        server.stop(0);
    }

    @Test
    void a_ping_that_fails_waits_for_its_next_attempt() {
        queue.add(FEED);
        pings.start();

        await().untilAsserted(() -> assertThat(count("failed")).isOne());
        assertThat(jdbc.sql("SELECT due_at > now() FROM auth.feed_ping WHERE attempts = 1")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_ping_that_has_failed_for_a_day_is_given_up() {
        queue.add(FEED);
        jdbc.sql("UPDATE auth.feed_ping SET attempts = " + (HubPingDispatch.MOST_ATTEMPTS - 1))
                .update();
        pings.start();

        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM auth.feed_ping")
                        .query(Long.class)
                        .single())
                .isZero());
        assertThat(count("given_up")).isOne();
        assertThat(count("failed")).isZero();
    }

    @Test
    void without_a_hub_nothing_runs() {
        HubPingDispatch none = pings(Optional.empty());
        none.start();

        assertThat(none.isRunning()).isFalse();
    }

    private double count(String outcome) {
        return meters.counter("talelio.hub.pings", "outcome", outcome).count();
    }
}
