package io.talel.ops.console.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that an import leaves out, and an import that is refused. */
class ImportRefusalsIT {

    private static final String SUMMER = "2021-07-01 12:00:00.123456";

    private final ImportTarget target = ImportTarget.create();
    private final OldService old = new OldService();

    @TempDir
    private Path directory;

    @Test
    void rows_that_cannot_be_imported_are_reported_by_their_numbers_and_the_others_imported() throws IOException {
        old.user(1, "ada", SUMMER)
                .user(2, "eve", "no address", SUMMER, SUMMER, false)
                .user(3, "a/b", SUMMER)
                .user(4, "dan", SUMMER)
                .user(5, "gil", SUMMER)
                .change("UPDATE account SET password = 'secret' WHERE id = 14")
                .change("UPDATE \"user\" SET account_id = NULL WHERE id = 5")
                .article(1, 1, "Kept", "kept", "", "")
                .article(2, 2, "Of nobody", "of-nobody", "", "")
                .article(3, 1, " ", "-", "", "")
                .article(4, 1, "\u2600", "", "", "");

        Result result = target.importFrom(
                dump(), "--report", directory.resolve("report.json").toString());

        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        List<String> refused = List.of(
                "user 2 'email' must be an e-mail address",
                "user 3 'username' must not contain control characters or any of /\\?#%;",
                "user 4 'password_hash' is of no known form",
                "user 5 has no account_id",
                "account 15 has no user",
                "article 2 has an author who was not imported, or was erased here",
                "article 3 'title' must not be empty");
        assertThat(result.json().path("message").asString())
                .isEqualTo("The import recorded 1 person, 2 articles and 0 images; 0, 0 and 0 were imported before."
                        + " 7 rows were left out: " + String.join("; ", refused) + ".")
                .doesNotContain("@", "secret");
        JsonNode report = JsonMapper.shared().readTree(Files.readString(directory.resolve("report.json")));
        assertThat(List.of(result.json(), report)).allSatisfy(each -> {
            assertThat(each.at("/users/imported").asInt()).isEqualTo(1);
            assertThat(each.at("/articles/imported").asInt()).isEqualTo(2);
            assertThat(each.path("refused").values())
                    .extracting(JsonNode::asString)
                    .isEqualTo(refused);
        });
        assertThat(target.query("SELECT slug FROM claims.claimed_slug ORDER BY 1"))
                .containsExactly("article", "kept");
        assertThat(target.query("SELECT user_id::text FROM auth.credential")).containsExactly("1");
    }

    @Test
    void numbers_and_names_that_others_have_here_are_not_touched() throws IOException {
        try (NodeAtWork node = NodeAtWork.on(target.database())) {
            node.publish(node.register("ada"), "Hello");
        }
        old.user(1, "cid", SUMMER)
                .user(60, "ada", "ada@example.com", SUMMER, SUMMER, false)
                .user(61, "new", SUMMER)
                .article(1, 61, "Other", "other", "", "")
                .article(60, 61, "Hello", "hello", "", "");

        Result result = target.importFrom(dump());

        assertThat(result.json().path("message").asString())
                .contains("1 person, 0 articles")
                .contains("user 1 has a number that another user has here")
                .contains("user 60 has a username that is taken")
                .contains("article 1 has a number that another article has here")
                .contains("article 60 has a slug that another article has here");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_empty_slug_gets_that_of_its_title_only_if_no_other_article_had_it(boolean dryRun) throws IOException {
        old.user(1, "ada", SUMMER).article(1, 1, "Article", "", "", "").article(2, 1, "Old", "article", "", "");

        Result result = target.importFrom(dump(), dryRun ? new String[] {"--dry-run"} : new String[0]);

        assertThat(result.json().at("/articles/imported").asInt()).isEqualTo(1);
        assertThat(result.json().path("refused").values())
                .extracting(JsonNode::asString)
                .containsExactly("article 1 has a slug that another article has here");
    }

    @Test
    void beside_a_node_nothing_is_imported() throws IOException {
        old.user(3, "ada", SUMMER);
        try (NodeAtWork _ = NodeAtWork.on(target.database())) {
            assertThat(target.importFrom(dump()).code()).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(target.events()).isEmpty();
    }

    private Path dump() throws IOException {
        return old.dump(directory.resolve("dump.sql"));
    }
}
