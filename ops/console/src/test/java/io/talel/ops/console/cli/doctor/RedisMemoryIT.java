package io.talel.ops.console.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.ops.backup.store.Settings;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.SelfSigned;
import io.talel.ops.localstack.process.Loopback;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisMemoryIT {

    /** As README has it for nodes. */
    private static final String CERTIFICATE = "SPRING_SSL_BUNDLE_PEM_REDIS_TRUSTSTORE_CERTIFICATE";

    @Test
    void it_is_read_over_tls_from_a_server_whose_certificate_is_trusted_as_nodes_trust_it(@TempDir Path directory)
            throws Exception {
        SelfSigned certificate = SelfSigned.in(directory);
        try (LocalRedis server = LocalRedis.start(directory, 0)) {
            int port = Loopback.portOrFree(0);
            tell(server, "tls-cert-file " + certificate.certificate());
            tell(server, "tls-key-file " + certificate.key());
            tell(server, "tls-auth-clients no");
            tell(server, "tls-port " + port);
            tell(server, "maxmemory 100mb");
            tell(server, "requirepass secret");
            Map<String, String> variables = new HashMap<>(Map.of(
                    "REDIS_HOST",
                    server.host(),
                    "REDIS_PORT",
                    String.valueOf(port),
                    "REDIS_PASSWORD",
                    "secret",
                    "REDIS_TLS",
                    "true"));
            assertThatThrownBy(() -> memory(variables)).isInstanceOf(SSLHandshakeException.class);

            variables.put(CERTIFICATE, "file:" + certificate.certificate());
            assertThat(memory(variables)).isEqualTo(new RedisMemory(100 << 20, "noeviction"));

            variables.put(CERTIFICATE, "file:/nowhere.pem");
            assertThatThrownBy(() -> memory(variables)).hasMessage("the certificate /nowhere.pem is missing");
            variables.put(CERTIFICATE, certificate.key().toString());
            assertThatThrownBy(() -> memory(variables)).hasMessageEndingWith("cannot be used as a certificate");
        }
    }

    private static RedisMemory memory(Map<String, String> variables) throws IOException {
        return RedisMemory.of(new Settings(variables).redis().orElseThrow());
    }

    private static void tell(LocalRedis server, String setting) {
        assertThat(Loopback.firstLine(server.port(), "CONFIG SET " + setting + "\r\n"))
                .isEqualTo("+OK");
    }
}
