package io.talel.ops.console.cli.imports;

import static io.talel.ops.console.cli.imports.OldService.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.ListEventsOf;
import io.talel.kernel.StreamEvent;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserIds;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.schema.Sides;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Moving the replaced service's data here. */
class ImportIT {

    private static final String SUMMER = "2021-07-01 12:00:00.123456";
    private static final String WINTER = "2022-01-01 12:00:00";

    /** One pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient owner = JdbcClient.create(
            new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    private final OldService old = new OldService();

    @TempDir
    private Path directory;

    @BeforeEach
    void the_gateway_was_there() {
        Operated.migrateApart(database, Map.of());
        BackedUp.migrateAuth(database);
    }

    @Test
    void people_and_articles_keep_numbers_names_hashes_slugs_and_times() throws IOException {
        old.user(3, "ada", "ada@example.org", SUMMER, WINTER, true)
                .change("UPDATE \"user\" SET location = 'Z\u00fcrich', avatar_url = 'https://example.org/ada.png'")
                .user(4, "bob", WINTER)
                .article(7, 3, "Hello", "hello", "# Tab\t, \\backslash\r\nand more", "<p>x</p>")
                .article(9, 4, "Hello", "hello-3", "", "");

        Result result = bringIn(old.dump(directory.resolve("dump.sql")));

        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        assertThat(result.json().at("/users/imported").asInt()).isEqualTo(2);
        assertThat(result.json().at("/articles/imported").asInt()).isEqualTo(2);
        assertThat(events())
                .containsExactly(
                        "user-3 UserRegistered 2021-07-01 10:00:00.123456 import",
                        "user-3 LocationChanged 2021-07-01 10:00:00.123456 import",
                        "user-3 AvatarChanged 2021-07-01 10:00:00.123456 import",
                        "user-3 EmailConfirmed 2022-01-01 11:00:00 import",
                        "user-4 UserRegistered 2022-01-01 11:00:00 import",
                        "article-7 ArticlePublished 2021-07-01 10:00:00.123456 import",
                        "article-9 ArticlePublished 2021-07-01 10:00:00.123456 import");
        assertThat(query("SELECT user_id || ' ' || password_hash || ' ' || inert FROM auth.credential ORDER BY 1"))
                .containsExactly("3 " + HASH + " false", "4 " + HASH + " false");
        assertThat(query("SELECT slug || ' ' || article_id || ' ' || number FROM claims.claimed_slug ORDER BY 1"))
                .containsExactly("hello 7 1", "hello-3 9 3");
        assertThat(query("SELECT payload ->> 'body' FROM event_store.event_log WHERE stream = 'article-7'"))
                .containsExactly("# Tab\t, \\backslash\r\nand more");
        assertThat(query("SELECT command || ': ' || outcome FROM operations.operator_log"))
                .containsExactly("import " + directory.resolve("dump.sql") + ": done");
        try (Sides sides = Sides.start(Settings.of(database.environment()))) {
            assertThat(sides.get(UserIds.class).next().value()).isEqualTo(5);
        }
    }

    @Test
    void a_second_run_imports_what_is_new_and_nobody_twice() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "Hello", "hello", "", "");
        assertThat(bringIn(dump()).code()).isEqualTo(ExitCode.OK);
        old.user(4, "bob", WINTER).article(8, 3, "Bye", "bye", "", "");

        Result result = bringIn(dump());

        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        assertThat(result.json().path("message").asString())
                .isEqualTo("The import recorded 1 person, 1 article and 0 images; 1, 1 and 0 were imported before.");
        assertThat(events()).hasSize(4);
    }

    @Test
    void who_was_erased_is_not_brought_in_again() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "Hello", "hello", "", "");
        assertThat(bringIn(dump()).code()).isEqualTo(ExitCode.OK);
        assertThat(Operated.run(database.environment(), "users", "erase", "3", "--reason", "T-1", "--yes")
                        .code())
                .isEqualTo(ExitCode.OK);
        old.article(8, 3, "Bye", "bye", "", "");

        Result result = bringIn(dump());

        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.json().path("message").asString())
                .contains("0 people, 0 articles and 0 images; 1, 1 and 0 were imported before.")
                .contains("1 row was left out: article 8 has an author who was not imported, or was erased here.");
        assertThat(query("SELECT stream FROM event_store.event_log WHERE event = 'UserRegistered'"))
                .hasSize(1);
    }

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

        Result result =
                bringIn(dump(), "--report", directory.resolve("report.json").toString());

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
        assertThat(report.path("refused").values())
                .extracting(JsonNode::asString)
                .isEqualTo(refused);
        assertThat(query("SELECT slug FROM claims.claimed_slug ORDER BY 1")).containsExactly("article", "kept");
        assertThat(query("SELECT user_id::text FROM auth.credential")).containsExactly("1");
    }

    @Test
    void numbers_and_names_that_others_have_here_are_not_touched() throws IOException {
        try (NodeAtWork node = NodeAtWork.on(database)) {
            node.publish(node.register("ada"), "Hello");
        }
        old.user(1, "cid", SUMMER)
                .user(60, "ada", "ada@example.com", SUMMER, SUMMER, false)
                .user(61, "new", SUMMER)
                .article(1, 61, "Other", "other", "", "")
                .article(60, 61, "Hello", "hello", "", "");

        Result result = bringIn(dump());

        assertThat(result.json().path("message").asString())
                .contains("1 person, 0 articles")
                .contains("user 1 has a number that another user has here")
                .contains("user 60 has a username that is taken")
                .contains("article 1 has a number that another article has here")
                .contains("article 60 has a slug that another article has here");
    }

    @Test
    void a_dump_that_came_through_a_terminal_is_read_and_a_damaged_row_reported() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "Hello", "hello", "line\nline", "");
        String text = Files.readString(dump())
                .replace("FROM stdin;\n", "FROM stdin;\npg_dump: warning: something\n")
                .replace("\n", "\r\n");

        Result result = bringIn(Files.writeString(directory.resolve("dump"), text));

        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.json().path("message").asString())
                .contains("1 person, 1 article and 0 images")
                .contains("of table article does not have a value for each column");
        assertThat(query("SELECT payload ->> 'body' FROM event_store.event_log WHERE stream = 'article-7'"))
                .containsExactly("line\nline");
    }

    @Test
    void a_dump_that_was_cut_off_is_refused_before_anything_is_recorded() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "Hello", "hello", "", "");
        String whole = Files.readString(dump());

        for (String end : List.of("-- PostgreSQL database dump complete", "\\.", "COPY public.\"user\"")) {
            Path file = Files.writeString(directory.resolve("cut"), whole.substring(0, whole.lastIndexOf(end)));
            Result result = bringIn(file);
            assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(events()).isEmpty();
    }

    @Test
    void tables_as_csv_are_imported_too() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "A, \"B\"", "a-b", "one\n\"two\", \\three", "");

        Result result = bringIn(old.csv(directory.resolve("tables")));

        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        assertThat(query("SELECT (payload ->> 'title') || (payload ->> 'body') FROM event_store.event_log"
                        + " WHERE stream = 'article-7'"))
                .containsExactly("A, \"B\"one\n\"two\", \\three");
    }

    @Test
    void a_dry_run_records_nothing_and_names_articles_that_look_different() throws IOException {
        old.user(3, "ada", SUMMER)
                .article(7, 3, "Same", "same", "Some *text*.", "<p>Some   <em>text</em>.</p>")
                .article(8, 3, "Other", "other", "Some *text*.", "<p>Some <b>text</b>.</p>")
                .article(9, 3, "Contents", "contents", "Text.", "<p>Text.</p>")
                .change("UPDATE article SET table_of_contents = '' WHERE id = 9");

        Result result = bringIn(dump(), "--dry-run");

        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        assertThat(result.json().path("outcome").asString()).isEqualTo("dry run");
        assertThat(result.json().path("message").asString())
                .startsWith("Nothing was changed. An import would record 1 person, 3 articles and 0 images")
                .endsWith("2 articles look different here: 8, 9.");
        JsonNode first = result.json().at("/differing/0");
        assertThat(first.path("slug").asString()).isEqualTo("other");
        assertThat(first.path("there").asString()).isEqualTo("<b> {}");
        assertThat(first.path("here").asString()).isEqualTo("<em> {}");
        assertThat(events()).isEmpty();
        assertThat(query("SELECT 1 FROM auth.credential")).isEmpty();
        assertThat(query("SELECT 1 FROM operations.operator_log")).isEmpty();
    }

    @Test
    void a_run_that_was_cut_off_is_completed_by_the_next() throws IOException {
        old.user(3, "ada", SUMMER);
        for (String at : List.of("INSERT", "UPDATE")) {
            owner.sql("CREATE FUNCTION auth.cut_off() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'cut off'; END $$")
                    .update();
            owner.sql("CREATE TRIGGER cut_off BEFORE " + at
                            + " ON auth.credential FOR EACH STATEMENT EXECUTE FUNCTION auth.cut_off()")
                    .update();
            assertThat(bringIn(dump()).code()).isEqualTo(ExitCode.FAILED);
            owner.sql("DROP FUNCTION auth.cut_off CASCADE").update();
        }

        assertThat(bringIn(dump()).code()).isEqualTo(ExitCode.OK);

        assertThat(events()).hasSize(1);
        assertThat(query("SELECT user_id || ' ' || inert FROM auth.credential")).containsExactly("3 false");
    }

    @Test
    void beside_a_node_nothing_is_imported() throws IOException {
        old.user(3, "ada", SUMMER);
        try (NodeAtWork _ = NodeAtWork.on(database)) {
            assertThat(bringIn(dump()).code()).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(events()).isEmpty();
    }

    @Test
    void images_are_copied_once_and_keep_their_names() throws IOException {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.putAll(SharedServers.s3().environment());
        environment.put("S3_BUCKET", "imported-content");
        BackedUp.createBucket(SharedServers.s3(), "imported-content");
        BackedUp.createBucket(SharedServers.s3(), "old-content");
        old.user(3, "ada", SUMMER);
        try (S3 s3 = S3.at(BucketSettings.of(environment))) {
            Bucket there = s3.named("old-content");
            there.create("3/images/sunset_1.JPG", PNG);
            there.create("3/images/secret_2.png", "no image".getBytes(StandardCharsets.US_ASCII));
            there.create("4/images/x_3.png", PNG);
            there.create("backups/old.sql", PNG);
            String[] images = {"--images-from", "old-content"};

            Result dryRun = bringIn(environment, dump(), "--images-from", "old-content", "--dry-run");
            assertThat(dryRun.json().at("/images/imported").asInt()).isEqualTo(1);
            assertThat(s3.content().list("")).isEmpty();
            Result first = bringIn(environment, dump(), images);
            Result second = bringIn(environment, dump(), images);

            assertThat(first.json().path("message").asString())
                    .isEqualTo("The import recorded 1 person, 0 articles and 1 image; 0, 0 and 0 were imported before."
                            + " 2 rows were left out: object 3/…2.png is no GIF, JPEG, PNG or WebP;"
                            + " object 4/…3.png has an owner who was not imported, or was erased here.");
            assertThat(second.json().path("message").asString())
                    .startsWith("The import recorded 0 people, 0 articles and 0 images; 1, 0 and 1 were imported");
            List<StoredObject> copies = s3.content().list("");
            assertThat(copies).hasSize(1);
            String key = copies.getFirst().key();
            assertThat(key).matches("users/3/images/[0-9a-f]{24}\\.png");
            assertThat(s3.content().find(key, 1_000)).contains(PNG);
            assertThat(uploaded()).satisfies(image -> {
                assertThat(image.ownerId()).isEqualTo(new UserId(3));
                assertThat(image.file().value()).isEqualTo("sunset_1.JPG");
                assertThat(image.stored().key()).isEqualTo(key);
                assertThat(image.stored().bytes()).isEqualTo(PNG.length);
                assertThat(image.stored().width()).isEqualTo(1);
            });
        }
    }

    private ImageUploaded uploaded() throws IOException {
        try (Sides sides = Sides.start(Settings.of(database.environment()))) {
            List<StreamEvent> events = sides.get(QueryGateway.class)
                    .query(new ListEventsOf("image-1", -1), ResponseTypes.multipleInstancesOf(StreamEvent.class))
                    .join();
            assertThat(events).hasSize(1);
            return (ImageUploaded) events.getFirst().event();
        }
    }

    private Path dump() throws IOException {
        return old.dump(directory.resolve("dump.sql"));
    }

    private Result bringIn(Path dump, String... options) {
        return bringIn(database.environment(), dump, options);
    }

    private static Result bringIn(Map<String, String> environment, Path dump, String... options) {
        List<String> command =
                new ArrayList<>(List.of("import", dump.toString(), "--reason", "moving", "--yes", "-o", "json"));
        command.addAll(List.of(options));
        return Operated.run(environment, command.toArray(String[]::new));
    }

    private List<String> events() {
        return query("SELECT stream || ' ' || event || ' ' || (occurred_at AT TIME ZONE 'UTC') || ' '"
                + " || (metadata ->> 'actor') FROM event_store.event_log ORDER BY global_index");
    }

    private List<String> query(String sql) {
        return owner.sql(sql).query(String.class).list();
    }
}
