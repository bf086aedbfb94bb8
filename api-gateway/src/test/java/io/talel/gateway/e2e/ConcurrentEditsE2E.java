package io.talel.gateway.e2e;

import static io.talel.gateway.e2e.ArticleRequests.fresh;
import static io.talel.gateway.e2e.ArticleRequests.reviseIf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Edits of one article by many at once, on two nodes. Nobody repeats a request that is merged. */
class ConcurrentEditsE2E {

    private static final double SCALE = Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05"));
    private static final int EDITS = (int) (1_000 * SCALE);
    private static final int WRITERS = 8;
    private static final int AT_ONCE = 100;

    private static final Api HERE = GatewayNode.shared().api();
    private static GatewayNode other;
    private static Api there;

    private final ApiSession ada = TestPerson.signedIn(HERE, "ada");

    @BeforeAll
    static void a_second_node() {
        other = GatewayNode.besideShared(Map.of());
        there = other.api();
    }

    @AfterAll
    static void it_stops() {
        other.close();
    }

    @Test
    void a_hundred_edits_of_one_version_are_merged() throws InterruptedException {
        String slug = ada.publish(fresh("At once"), "-\n\n".repeat(AT_ONCE));
        ApiAnswer read = ada.get(Paths.ownArticle(slug)).send().is(200);

        Concurrently.run(AT_ONCE, writer -> addWord(writer(writer), slug, read, writer, " " + writer));

        assertThat(paragraphs(slug))
                .containsExactlyElementsOf(IntStream.range(0, AT_ONCE)
                        .mapToObj(writer -> "- " + writer)
                        .toList());
    }

    /** Each writer edits a paragraph of their own and knows the others' from the answers to it only. */
    @Test
    void no_merged_edit_is_lost() throws InterruptedException {
        String slug = ada.publish(fresh("Merged by many"), "-\n\n".repeat(WRITERS));
        int each = EDITS / WRITERS;

        Concurrently.run(WRITERS, writer -> {
            ApiSession session = writer(writer);
            ApiAnswer latest = session.get(Paths.ownArticle(slug)).send().is(200);
            for (int edit = 0; edit < each; edit++) {
                latest = addWord(session, slug, latest, writer, " " + writer + ":" + edit);
            }
            return writer;
        });

        assertThat(paragraphs(slug))
                .containsExactlyElementsOf(IntStream.range(0, WRITERS)
                        .mapToObj(writer -> "-"
                                + IntStream.range(0, each)
                                        .mapToObj(edit -> " " + writer + ":" + edit)
                                        .collect(Collectors.joining()))
                        .toList());
    }

    private ApiSession writer(int number) {
        return number % 2 == 0 ? ada : ada.at(there);
    }

    private static List<String> paragraphs(String slug) {
        return HERE.get(Paths.article(slug))
                .send()
                .text("article", "body")
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static ApiAnswer addWord(ApiSession session, String slug, ApiAnswer latest, int writer, String word) {
        String[] lines = latest.text("article", "body").split("\n", -1);
        lines[2 * writer] += word;
        return reviseIf(session, slug, latest.header("ETag"), String.join("\n", lines))
                .is(200);
    }

    /** Each writer adds lines of its own to what it has read, and reads again when somebody else was faster. */
    @Test
    void no_edit_with_if_match_is_lost() throws InterruptedException {
        String slug = ada.publish(fresh("Edited by many"), "");
        int each = EDITS / WRITERS;

        Concurrently.run(WRITERS, writer -> {
            ApiSession session = writer(writer);
            for (int edit = 0; edit < each; edit++) {
                add(session, slug, writer + ":" + edit);
            }
            return writer;
        });

        assertThat(HERE.get(Paths.article(slug)).send().text("article", "body").lines())
                .hasSize(WRITERS * each)
                .doesNotHaveDuplicates();
        assertThat(HERE.get(Paths.article(slug)).send().header("ETag")).startsWith("\"" + WRITERS * each + "-");
    }

    private static void add(ApiSession session, String slug, String line) {
        ApiAnswer answer;
        do {
            ApiAnswer read = session.get(Paths.ownArticle(slug)).send().is(200);
            answer = reviseIf(session, slug, read.header("ETag"), read.text("article", "body") + line + "\n");
        } while (answer.status() == 412);
        answer.is(200);
    }
}
