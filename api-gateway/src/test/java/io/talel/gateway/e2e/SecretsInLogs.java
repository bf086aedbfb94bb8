package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After every class of tests: what the nodes of this JVM have logged meanwhile holds no secret. */
public final class SecretsInLogs implements AfterAllCallback {

    private static final Map<String, Pattern> SECRETS = Map.of(
            "access token", Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\."),
            "token of a cookie or a link", Pattern.compile("[\\w-]{80,}|refresh_token=\\S|/(?:reset|verify)/\\S"),
            "e-mail", Pattern.compile("[\\w.%+-]+@[\\w-]+\\.[a-z]{2,}"),
            "password", Pattern.compile("horse|battery|\\$argon2|s3cret"));

    /** Bytes of the log that were looked at. */
    private static long read;

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        assertThat(in(news())).isEmpty();
    }

    /** What kind of secret is in which line. */
    static List<String> in(String log) {
        return log.lines()
                .flatMap(line -> SECRETS.entrySet().stream()
                        .filter(secret -> secret.getValue().matcher(line).find())
                        .map(secret -> secret.getKey() + ": " + line))
                .toList();
    }

    /** Whole lines only: the rest of one that is being written is read the next time. */
    private static synchronized String news() throws IOException {
        if (!Files.exists(GatewayNode.LOG)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(GatewayNode.LOG.toFile(), "r")) {
            log.seek(read);
            byte[] bytes = new byte[Math.toIntExact(log.length() - read)];
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int length = text.lastIndexOf('\n') + 1;
            read += length;
            return text.substring(0, length);
        }
    }
}
