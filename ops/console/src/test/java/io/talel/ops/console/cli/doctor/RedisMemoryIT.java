package io.talel.ops.console.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.ops.backup.store.Redis;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.SelfSigned;
import io.talel.ops.localstack.process.Loopback;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisMemoryIT {

    @Test
    void it_is_read_over_tls_from_a_server_whose_certificate_is_trusted(@TempDir Path directory) throws Exception {
        SelfSigned certificate = SelfSigned.in(directory);
        SSLContext usual = SSLContext.getDefault();
        try (LocalRedis server = LocalRedis.start(directory, 0)) {
            int port = Loopback.portOrFree(0);
            tell(server, "tls-cert-file " + certificate.certificate());
            tell(server, "tls-key-file " + certificate.key());
            tell(server, "tls-auth-clients no");
            tell(server, "tls-port " + port);
            tell(server, "maxmemory 100mb");
            tell(server, "requirepass secret");
            Redis redis = new Redis(server.host(), port, "", "secret", true);
            assertThatThrownBy(() -> RedisMemory.of(redis)).isInstanceOf(SSLHandshakeException.class);

            SSLContext.setDefault(certificate.context());

            assertThat(RedisMemory.of(redis)).isEqualTo(new RedisMemory(100 << 20, "noeviction"));
        } finally {
            SSLContext.setDefault(usual);
        }
    }

    private static void tell(LocalRedis server, String setting) {
        assertThat(Loopback.firstLine(server.port(), "CONFIG SET " + setting + "\r\n"))
                .isEqualTo("+OK");
    }
}
