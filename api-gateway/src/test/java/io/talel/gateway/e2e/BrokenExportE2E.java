package io.talel.gateway.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.MutableClock;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An export that breaks off is visibly broken, and one that takes long does not. */
class BrokenExportE2E {

    private static PostgresDatabase database;

    private static GatewayNode node;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = GatewayNode.on(database, Map.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** Mebibytes that compress to a half; an export holds them twice. */
    private static final int MORE_THAN_IS_BUFFERED = 8;

    private static final int SMALL_BUFFER = 32 * 1024;

    /** A zip ends with its directory, an answer with a last chunk: neither may come. */
    @Test
    void one_that_breaks_off_is_no_zip_and_no_whole_answer() throws IOException {
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        ada.publish("Long", incompressible(300_000));
        ada.publish("Damaged", "Said.");
        damageTheLastArticle();

        byte[] answer = raw(node, ada, () -> {});

        assertThat(new String(answer, US_ASCII)).startsWith("HTTP/1.1 200").doesNotEndWith("\r\n0\r\n\r\n");
        assertThat(HexFormat.of().formatHex(answer)).as("no end of a zip").doesNotContain("504b0506");
        assertThatThrownBy(() -> node.api()
                        .get("/accounts/me/export")
                        .token(ada.accessToken())
                        .send())
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void one_that_is_read_for_longer_than_ten_minutes_is_whole() throws IOException {
        MutableClock clock = new MutableClock(Clock.systemUTC().instant());
        try (GatewayNode patient = GatewayNode.with(clock)) {
            ApiSession ada = TestPerson.signedIn(patient.api(), "ada");
            for (int i = 0; i < MORE_THAN_IS_BUFFERED; i++) {
                ada.publish("Long", incompressible(1_000_000));
            }

            byte[] answer = raw(patient, ada, () -> clock.advance(Duration.ofMinutes(11)));

            assertThat(HexFormat.of().formatHex(answer))
                    .contains("504b0506")
                    .endsWith(HexFormat.of().formatHex("\r\n0\r\n\r\n".getBytes(US_ASCII)));
        }
    }

    /** A revision that no code can read. */
    private static void damageTheLastArticle() {
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql("""
                        INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                            aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                        SELECT gen_random_uuid(), aggregate_identifier, 1, 'Article', now(), 'ArticleRevised', '1', '{', '{}'
                        FROM event_store.domain_event
                        WHERE event_name = 'ArticlePublished'
                        ORDER BY global_index DESC
                        LIMIT 1
                        """)
                .update();
    }

    private static String incompressible(int length) {
        byte[] bytes = new byte[length / 2];
        new Random(7).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Bytes of the answer until the connection ends.
     *
     * @param meanwhile runs once the answer has begun
     */
    private static byte[] raw(GatewayNode at, ApiSession of, Runnable meanwhile) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.connect(new InetSocketAddress("127.0.0.1", at.port()));
            socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            socket.getOutputStream()
                    .write(("GET /v1/accounts/me/export HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + of.accessToken() + "\r\n\r\n")
                            .getBytes(US_ASCII));
            PushbackInputStream in = new PushbackInputStream(socket.getInputStream());
            in.unread(in.read());
            meanwhile.run();
            return untilItBreaks(in);
        }
    }

    private static byte[] untilItBreaks(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return read.toByteArray();
    }
}
