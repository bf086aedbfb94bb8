package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of README.md, pasted into bash. */
class ReadmeWalkE2E {

    private static final Pattern WALK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final String DOCUMENTED = "http://127.0.0.1:5000/v1";

    /** Stops at the first failed request, unlike the pasted walk. */
    private static final String STRICT = "set -euo pipefail\ncurl() { command curl --fail-with-body \"$@\"; }\n";

    @Test
    void the_walk_works_when_pasted(@TempDir Path directory) throws IOException, InterruptedException {
        GatewayNode node = GatewayNode.shared();
        Matcher readme = WALK.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(readme.find()).isTrue();
        assertThat(readme.group(1)).contains(DOCUMENTED);
        String walk = readme.group(1).replace(DOCUMENTED, "http://127.0.0.1:" + node.port() + "/v1");
        Path output = directory.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", STRICT + walk)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("TMPDIR", directory.toString());
        Process process = bash.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroy();
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said)
                .contains("\"avatar_url\":\"default.jpg\"")
                .contains("/images/sunset_")
                .contains("<h1 id=\\\"hello\\\">Hello</h1>")
                .contains("\"title\":\"Hello, wide World\"", "\"meta_description\":\"Merged\"")
                .contains("\"html\":\"<p>Not <em>yet</em>.</p>", "\"publish_at\":\"20", "\"status\":\"draft\"")
                .contains("{\"articles\":[{\"id\":", "\"title\":\"Leap day\"")
                .contains("\"adjacent_articles\"", "{\"history\":[", "@1/body", "\"version\":0,\"article\"")
                .contains("event: published\nid: ")
                .contains("\"excerpt\":\"<mark>Hello</mark>\"", "{\"tags\":[")
                .contains("\"secret\":\"whsec_")
                // The first publication is told as well if it is handled after the webhook is there.
                .containsPattern("\\{\"replay\":\\{\"queued\":[12],")
                .contains("<feed xmlns=\"http://www.w3.org/2005/Atom\"", "HTTP/1.1 304", "<urlset ")
                .containsIgnoringCase("X-Total-Count: 1")
                .containsIgnoringCase("Location: /v1/articles/good-morning-ada")
                .contains("\"dry_run\":true", "\"result\":\"unchanged\"")
                .contains("\"format\":\"ghost\"", "\"result\":\"created\",\"slug\":\"leap-day")
                .contains("Successfully logged out");
    }
}
