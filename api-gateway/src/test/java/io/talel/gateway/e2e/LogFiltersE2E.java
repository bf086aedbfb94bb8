package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The filters of {@code account.yaml}, which alarms on AWS count lines by, find what a node in production writes. */
class LogFiltersE2E {

    private static final Path ACCOUNT = Path.of("..", "ops", "deploy", "aws", "account.yaml");

    /** A field of JSON, and a text in which an asterisk stands for anything. */
    private static final Pattern TERM = Pattern.compile("\\$\\.([\\w.]+) = \"([^\"]+)\"");

    @TempDir
    static Path directory;

    private static List<JsonNode> lines;

    @BeforeAll
    static void everything_that_is_counted_happens_once() throws IOException {
        try (UnreliableProxy redis = new UnreliableProxy(SharedServers.redis().port());
                ProductionNode node = ProductionNode.start(
                        SharedServers.newDatabase(),
                        Map.of(
                                "REDIS_PORT", String.valueOf(redis.port()),
                                "talelio.session.refresh-grace", "1ms",
                                // No machine has addresses for it, so no decoder starts.
                                "IMAGE_DECODER_MEMORY", "1000000TB"),
                        directory)) {
            ApiSession ada = node.signedIn("ada");
            assertThat(logIn(node, ada.person(), "wrong password").status()).isEqualTo(401);
            ApiSession again = new ApiSession(node.api(), ada.person(), ada.accessToken(), refreshToken(node, ada));
            again.refresh().is(200);
            await().atMost(Duration.ofSeconds(20)).until(() -> again.refresh().status() == 401);
            ada.upload(new Multipart().file("image", "a.png", "image/png", Pictures.PNG))
                    .is(503);
            redis.close();
            assertThat(logIn(node, ada.person(), ada.person().password()).status())
                    .isEqualTo(503);
            lines = node.lines();
        }
    }

    @Test
    void each_alternative_of_a_filter_finds_its_lines() throws IOException {
        assertThat(found("NodesFail", 0)).contains("No process can be had that decodes images");
        assertThat(found("NodesFail", 1)).isNotEmpty().allMatch(line -> line.startsWith("A dependency is unavailable"));
        assertThat(found("RefreshTokensReused", 0))
                .singleElement()
                .asString()
                .startsWith("event=refresh_token_reused user=");
        assertThat(found("LogInsFail", 0)).singleElement().asString().startsWith("event=log_in_failed user=");
    }

    /** Messages of the lines that one alternative of the filter of an alarm finds. */
    private static List<String> found(String alarm, int alternative) throws IOException {
        Matcher pattern = Pattern.compile("\n  " + alarm + "Lines:.*?FilterPattern: '[{] (.+?) [}]'", Pattern.DOTALL)
                .matcher(Files.readString(ACCOUNT));
        assertThat(pattern.find()).as(alarm).isTrue();
        List<MatchResult> terms = TERM.matcher(pattern.group(1).split(" \\|\\| ")[alternative])
                .results()
                .toList();
        assertThat(terms).isNotEmpty();
        return lines.stream()
                .filter(line -> terms.stream().allMatch(term -> matches(term, line)))
                .map(line -> line.path("message").asString())
                .toList();
    }

    private static boolean matches(MatchResult term, JsonNode line) {
        String text = line.at("/" + term.group(1).replace('.', '/')).asString("");
        return Pattern.matches("(?s)" + Pattern.quote(term.group(2)).replace("*", "\\E.*\\Q"), text);
    }

    private static String refreshToken(ProductionNode node, ApiSession session) {
        return logIn(node, session.person(), session.person().password())
                .is(200)
                .cookie("refresh_token");
    }

    private static ApiAnswer logIn(ProductionNode node, TestPerson person, String password) {
        return node.api()
                .post("/accounts/login")
                .json(Map.of("email", person.email(), "password", password))
                .send();
    }
}
