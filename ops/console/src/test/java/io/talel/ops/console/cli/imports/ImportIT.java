package io.talel.ops.console.cli.imports;

import static io.talel.ops.console.cli.imports.OldService.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.UserIds;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Moving the data of the replaced service here: once, again and on trial. */
class ImportIT {

    private static final String SUMMER = "2021-07-01 12:00:00.123456";
    private static final String WINTER = "2022-01-01 12:00:00";

    private final ImportTarget target = ImportTarget.create();
    private final OldService old = new OldService();

    @TempDir
    private Path directory;

    @Test
    void people_and_articles_keep_numbers_names_hashes_slugs_and_times() throws IOException {
        old.user(3, "ada", "ada@example.org", SUMMER, WINTER, true)
                .change("UPDATE \"user\" SET location = 'Z\u00fcrich', avatar_url = 'https://example.org/ada.png'")
                .user(4, "bob", WINTER)
                .article(7, 3, "Hello", "hello", "# Tab\t, \\backslash\r\nand more", "<p>x</p>")
                .article(9, 4, "Hello", "hello-3", "", "");

        Result result = target.importFrom(old.dump(directory.resolve("dump.sql")));

        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        assertThat(result.json().at("/users/imported").asInt()).isEqualTo(2);
        assertThat(result.json().at("/articles/imported").asInt()).isEqualTo(2);
        assertThat(target.events())
                .containsExactly(
                        "user-3 UserRegistered 2021-07-01 10:00:00.123456 import",
                        "user-3 LocationChanged 2021-07-01 10:00:00.123456 import",
                        "user-3 AvatarChanged 2021-07-01 10:00:00.123456 import",
                        "user-3 EmailConfirmed 2022-01-01 11:00:00 import",
                        "user-4 UserRegistered 2022-01-01 11:00:00 import",
                        "article-7 ArticlePublished 2021-07-01 10:00:00.123456 import",
                        "article-9 ArticlePublished 2021-07-01 10:00:00.123456 import");
        assertThat(target.query(
                        "SELECT user_id || ' ' || password_hash || ' ' || inert FROM auth.credential ORDER BY 1"))
                .containsExactly("3 " + HASH + " false", "4 " + HASH + " false");
        assertThat(target.query(
                        "SELECT slug || ' ' || article_id || ' ' || number FROM claims.claimed_slug ORDER BY 1"))
                .containsExactly("hello 7 1", "hello-3 9 3");
        assertThat(target.query("SELECT payload ->> 'body' FROM event_store.event_log WHERE stream = 'article-7'"))
                .containsExactly("# Tab\t, \\backslash\r\nand more");
        assertThat(target.query("SELECT command || ': ' || outcome FROM operations.operator_log"))
                .containsExactly("import " + directory.resolve("dump.sql") + ": done");
        try (EmbeddedApplication application =
                EmbeddedApplication.start(Settings.of(target.database().environment()))) {
            assertThat(application.get(UserIds.class).next().value()).isEqualTo(5);
        }
    }

    @Test
    void a_second_run_imports_what_is_new_and_nobody_twice() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "Hello", "hello", "", "");
        assertThat(target.importFrom(dump()).code()).isEqualTo(ExitCode.OK);
        old.user(4, "bob", WINTER).article(8, 3, "Bye", "bye", "", "");

        Result result = target.importFrom(dump());

        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        assertThat(result.json().path("message").asString())
                .isEqualTo("The import recorded 1 person, 1 article and 0 images; 1, 1 and 0 were imported before.");
        assertThat(target.events()).hasSize(4);
    }

    @Test
    void who_was_erased_is_not_brought_in_again() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "Hello", "hello", "", "");
        assertThat(target.importFrom(dump()).code()).isEqualTo(ExitCode.OK);
        assertThat(Operated.run(target.database().environment(), "users", "erase", "3", "--reason", "T-1", "--yes")
                        .code())
                .isEqualTo(ExitCode.OK);
        old.article(8, 3, "Bye", "bye", "", "");

        Result result = target.importFrom(dump());

        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.json().path("message").asString())
                .contains("0 people, 0 articles and 0 images; 1, 1 and 0 were imported before.")
                .contains("1 row was left out: article 8 has an author who was not imported, or was erased here.");
        assertThat(target.query("SELECT stream FROM event_store.event_log WHERE event = 'UserRegistered'"))
                .hasSize(1);
    }

    @Test
    void a_run_that_was_cut_off_is_completed_by_the_next() throws IOException {
        old.user(3, "ada", SUMMER);
        for (String at : List.of("INSERT", "UPDATE")) {
            target.owner()
                    .sql("CREATE FUNCTION auth.cut_off() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'cut off'; END $$")
                    .update();
            target.owner()
                    .sql("CREATE TRIGGER cut_off BEFORE " + at
                            + " ON auth.credential FOR EACH STATEMENT EXECUTE FUNCTION auth.cut_off()")
                    .update();
            assertThat(target.importFrom(dump()).code()).isEqualTo(ExitCode.FAILED);
            target.owner().sql("DROP FUNCTION auth.cut_off CASCADE").update();
        }

        assertThat(target.importFrom(dump()).code()).isEqualTo(ExitCode.OK);

        assertThat(target.events()).hasSize(1);
        assertThat(target.query("SELECT user_id || ' ' || inert FROM auth.credential"))
                .containsExactly("3 false");
    }

    @Test
    void a_dry_run_records_nothing_and_names_articles_that_look_different() throws IOException {
        old.user(3, "ada", SUMMER)
                .article(7, 3, "Same", "same", "Some *text*.", "<p>Some   <em>text</em>.</p>")
                .article(8, 3, "Other", "other", "Some *text*.", "<p>Some <b>text</b>.</p>")
                .article(9, 3, "Contents", "contents", "Text.", "<p>Text.</p>")
                .change("UPDATE article SET table_of_contents = '' WHERE id = 9");

        Result result = target.importFrom(dump(), "--dry-run");

        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        assertThat(result.json().path("outcome").asString()).isEqualTo("dry run");
        assertThat(result.json().path("message").asString())
                .startsWith("Nothing was changed. An import would record 1 person, 3 articles and 0 images")
                .endsWith("2 articles look different here: 8, 9.");
        JsonNode first = result.json().at("/differing/0");
        assertThat(first.path("slug").asString()).isEqualTo("other");
        assertThat(first.path("there").asString()).isEqualTo("<b> {}");
        assertThat(first.path("here").asString()).isEqualTo("<em> {}");
        assertThat(target.events()).isEmpty();
        assertThat(target.query("SELECT 1 FROM auth.credential")).isEmpty();
        assertThat(target.query("SELECT 1 FROM operations.operator_log")).isEmpty();
    }

    private Path dump() throws IOException {
        return old.dump(directory.resolve("dump.sql"));
    }
}
