package io.talel.ops.console.cli.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.console.Log;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.Talelio;
import io.talel.ops.console.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading the log. */
class EventsIT {

    private final Operated running = Operated.running();
    private final Operated left = Operated.left();

    @Test
    void an_event_is_shown_with_its_personal_fields_sealed() {
        Result shown = running.run("events", "show", "1", "-o", "json");

        JsonNode event = shown.json();
        assertThat(event.path("event").asString()).isEqualTo("UserRegistered");
        assertThat(event.path("payload").path("userId").asLong()).isPositive();
        assertThat(event.path("payload").path("email").asString()).isEqualTo("(sealed)");
        assertThat(event.path("payload").path("username").asString()).isEqualTo("(sealed)");
        assertThat(running.run("events", "show", event.path("id").asString()).out())
                .contains("UserRegistered, revision 1", "(sealed)")
                .doesNotContain("\"ada\"", "ada@");
    }

    @Test
    void personal_fields_are_sealed_in_events_that_nobody_knows_too() {
        long event = Log.record(left, "user-9000080", "UserMoved", "1 hour", """
                {"userId": 80, "before": {"email": "ada@example.org"}, "country": "UK"}""");

        Result shown = left.run("events", "show", String.valueOf(event));

        assertThat(shown.out()).contains("(sealed)", "UK").doesNotContain("ada@example.org");
    }

    @Test
    void an_event_that_is_no_json_is_told_by_its_size() {
        long event = Log.record(left, "user-9000081", "UserRegistered", "1 hour", "ada@example.org");

        Result shown = left.run("events", "show", String.valueOf(event), "-o", "json");

        assertThat(shown.json().path("payload").path("unreadableBytes").asInt()).isEqualTo(15);
        assertThat(shown.out()).doesNotContain("ada@example.org");
    }

    @Test
    void what_an_event_says_cannot_steer_the_terminal() {
        long event = Log.record(left, "article-82", "ArticlePublished", "1 hour", """
                {"title": "\u009B2J and \u202Ethe rest", "body": "\u009D0;title\u007F"}""");

        for (String output : List.of("table", "json")) {
            Result shown = left.run("events", "show", String.valueOf(event), "-o", output);

            assertThat(shown.out())
                    .contains("\\u009B2J and \\u202Ethe rest", "\\u009D0;title\\u007F")
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
        }
    }

    @Test
    void what_a_failure_quotes_cannot_steer_the_terminal() {
        assertThat(left.run("events", "stream", "user\u009B2J\u202E").err())
                .startsWith("talelio: There are no events of user 2J  from")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
        assertThat(left.run("projections", "pause", "user\u009B2J", "--yes", "--reason", "test")
                        .err())
                .startsWith("Refused: There is no projection user 2J;");
    }

    @Test
    void an_event_that_is_not_there_is_a_failure() {
        assertThat(running.run("events", "show", "999999").code()).isEqualTo(ExitCode.FAILED);
        assertThat(running.run("events", "show", "x").code()).isEqualTo(ExitCode.USAGE);
        assertThat(running.run("events", "stream", "user-999999").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void the_newest_events_are_found_by_what_they_are() {
        long first = Log.record(left, "article-90", "ArticlePublished", "3 hours", "{}");
        long second = Log.record(left, "article-90", "ArticleRevised", "2 hours", "{}");

        assertThat(tail("--stream", "article-90", "--type", "ArticleRevised")).containsExactly(second);
        assertThat(tail("--stream", "article-90", "--actor", "user-7")).containsExactly(first, second);
        assertThat(tail("--stream", "article-90", "--actor", "user-8")).isEmpty();
        assertThat(tail("--stream", "article-90", "--correlation", "c-1", "-n", "1"))
                .containsExactly(second);
        assertThat(tail("--stream", "article-90*", "--since", "150m")).containsExactly(second);
        assertThat(tail("--stream", "article-90", "--until", "2001-01-01T00:00:00Z"))
                .isEmpty();
    }

    @Test
    void the_events_of_a_stream_come_in_their_order() {
        Log.record(left, "article-91", "ArticlePublished", "3 hours", "{\"title\": \"Hello\"}");
        Log.record(left, "article-91", "ArticleRevised", "2 hours", "{}");

        JsonNode stream =
                left.run("events", "stream", "article-91", "-o", "json").json();

        assertThat(stream.findValuesAsString("event")).containsExactly("ArticlePublished", "ArticleRevised");
        assertThat(stream.path(0).path("payload").path("title").asString()).isEqualTo("Hello");
    }

    @Test
    void statistics_count_events_by_name_and_revision() {
        Log.record(left, "article-92", "ArticleArchived", "3 hours", "{}");

        JsonNode statistics = left.run("events", "stats", "-o", "json").json();

        assertThat(statistics.path("types").findValuesAsString("event")).contains("ArticleArchived");
        assertThat(statistics.path("events").asLong()).isPositive();
    }

    @Test
    void following_shows_an_event_that_comes_once() throws Exception {
        StringWriter out = new StringWriter();
        try (ExecutorService terminal = Executors.newSingleThreadExecutor()) {
            Future<Integer> following =
                    terminal.submit(() -> Talelio.commandLine(running.database().environment(), false)
                            .setOut(new PrintWriter(out, true))
                            .execute("events", "tail", "-f", "-n", "0", "--type", "UserRegistered", "-o", "json"));
            await().until(this::somebodyFollows);
            running.register("mary@example.org", "mary");
            await().until(() -> !out.toString().isEmpty());
            terminal.shutdownNow();
            following.get();
        }

        assertThat(out.toString().lines()).hasSize(1);
        assertThat(JsonMapper.shared().readTree(out.toString()).path("event").asString())
                .isEqualTo("UserRegistered");
    }

    /** Asked as the application's role, which sees its own sessions. */
    private boolean somebodyFollows() {
        return JdbcClient.create(new DriverManagerDataSource(
                        running.database().jdbcUrl(),
                        running.database().user(),
                        running.database().password()))
                .sql("""
                        SELECT count(*) > 0 FROM pg_stat_activity
                        WHERE application_name = 'talelio-console' AND state = 'idle' AND query LIKE '%global_index > %'""")
                .query(Boolean.class)
                .single();
    }

    private List<Long> tail(String... filter) {
        String[] arguments = new String[filter.length + 4];
        System.arraycopy(new String[] {"events", "tail", "-o", "json"}, 0, arguments, 0, 4);
        System.arraycopy(filter, 0, arguments, 4, filter.length);
        return left.run(arguments)
                .json()
                .valueStream()
                .map(event -> event.path("globalIndex").asLong())
                .toList();
    }
}
