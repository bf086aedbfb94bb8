package io.talel.gateway.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.webhook.registry.ReceiverUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers with TLS; their certificate is for {@code good.example}. */
class EncryptedPostTest {

    private static final String PASSWORD = "changeit";

    private static SSLContext context;
    private static TestReceiver receiver;

    @BeforeAll
    static void a_receiver_with_a_certificate(@TempDir Path directory) throws Exception {
        context = context(directory.resolve("store"));
        receiver = new TestReceiver(TestReceiver.status(200, "thanks"), context.getServerSocketFactory());
    }

    @AfterAll
    static void it_stops() {
        receiver.close();
    }

    @AfterEach
    void forget() {
        receiver.received().clear();
    }

    @Test
    void a_message_is_posted_to_who_proves_the_name() throws IOException {
        assertThat(send(context.getSocketFactory(), "good.example")).isEqualTo(new ReceiverResponse(200, "thanks"));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void nothing_is_sent_to_who_proves_another_name() {
        assertThatThrownBy(() -> send(context.getSocketFactory(), "other.example"))
                .isInstanceOf(SSLException.class);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void nothing_is_sent_to_whose_certificate_nobody_has_signed() {
        SSLSocketFactory ours = (SSLSocketFactory) SSLSocketFactory.getDefault();
        assertThatThrownBy(() -> send(ours, "good.example")).isInstanceOf(SSLException.class);
        assertThat(receiver.received()).isEmpty();
    }

    private static ReceiverResponse send(SSLSocketFactory tls, String host) throws IOException {
        InetAddress[] here = {InetAddress.getLoopbackAddress()};
        try (HttpPost http = new HttpPost(_ -> here, _ -> true, tls, Duration.ofSeconds(10))) {
            return http.send(new ReceiverUrl("https://" + host + ":" + receiver.port() + "/"), Map.of(), "{}");
        }
    }

    private static SSLContext context(Path store) throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=good.example",
                        "-ext",
                        "san=dns:good.example",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
