package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.article.ArticleCommand.ReviseArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.content.ArticleEdit;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.user.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The metrics, and their documentation in {@code docs/metrics.md}. */
class MetricsE2E {

    private static final Path DOCUMENT = Path.of("../docs/metrics.md");
    private static final Pattern ROW = Pattern.compile("^\\| `(talelio_\\w+)` \\|([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern LABEL_OF_ROW = Pattern.compile("`(\\w+)`");

    private static GatewayNode node;
    private static Scrape before;
    private static Scrape after;

    @BeforeAll
    static void something_of_everything_happens() {
        node = GatewayNode.shared();
        before = Scrape.of(node);
        ApiSession ada = TestPerson.signedIn(node.api(), "ada");
        TestPerson namesake = new TestPerson(
                ada.person().username(),
                "other-" + ada.person().email(),
                ada.person().password());
        namesake.register(node.api()).is(400);
        ApiAnswer published = ada.post("/articles")
                .json(Map.of("title", "Measured", "body", "# Hello", "meta_description", ""))
                .send()
                .is(201);
        node.api().get(Paths.article(published.text("article", "slug"))).send().is(200);
        ArticleId article = new ArticleId(published.json().at("/article/id").asLong());
        UserId author = new UserId(published.json().at("/user/id").asLong());
        assertThatExceptionOfType(CommandRefused.class)
                .isThrownBy(() -> node.bean("commandGateway", CommandGateway.class)
                        .sendAndWait(new ReviseArticle(article, author, 7L, ArticleEdit.of(new Markdown("")))));
        after = Scrape.of(node);
    }

    @Test
    void every_metric_of_ours_is_documented_with_its_labels_and_every_documented_one_is_there() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            Matcher label = LABEL_OF_ROW.matcher(row.group(2));
            documented.put(
                    row.group(1),
                    label.results().map(found -> found.group(1)).collect(TreeSet::new, Set::add, Set::addAll));
        }

        assertThat(after.families("talelio_")).isEqualTo(documented);
    }

    @Test
    void what_happened_was_counted() {
        assertThat(grown("talelio_events_appended_total{event=\"ArticlePublished\"}"))
                .isEqualTo(1);
        assertThat(grown("talelio_events_appended_total{event=\"UserRegistered\"}"))
                .isEqualTo(1);
        assertThat(grown("talelio_events_appended_total{event=\"ArticleRevised\"}"))
                .isZero();
        assertThat(grown("talelio_commands_refused_total{refusal=\"OtherVersion\"}"))
                .isEqualTo(1);
        assertThat(grown("talelio_commands_refused_total{refusal=\"UsernameTaken\"}"))
                .isEqualTo(1);
        assertThat(grown("talelio_command_seconds_count{command=\"RegisterUser\",outcome=\"refused\"}"))
                .isEqualTo(1);
        assertThat(grown("talelio_command_seconds_count{command=\"PublishArticle\",outcome=\"done\"}"))
                .isEqualTo(1);
        assertThat(grown("talelio_security_events_total{event=\"logged_in\"}")).isEqualTo(1);
        assertThat(grown("talelio_query_seconds_count{outcome=\"done\",query=\"FindArticle\"}"))
                .isEqualTo(1);
    }

    @Test
    void the_head_of_the_log_is_where_the_last_event_is() {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(Scrape.of(node).value("talelio_log_head"))
                        .isGreaterThan(before.value("talelio_log_head")));
    }

    private static double grown(String series) {
        return after.value(series) - before.value(series);
    }
}
