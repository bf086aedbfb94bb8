package io.talel.gateway.article.bulk.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.archive.ZipFiles;
import io.talel.gateway.article.bulk.archive.Zips;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class GhostPostsTest {

    private static final String EXPORT = """
            {"db": [{"meta": {"version": "5.0"}, "data": {
              "posts": [
                {"id": "p1", "uuid": "u1", "title": "Leap day", "slug": "leap-day", "status": "published", "type": "post",
                 "visibility": "public", "html": "<p><a href=\\"__GHOST_URL__/b/\\">A</a></p>\\n\\n<pre>b\\n\\nc</pre>", "lexical": {"root": [1, [2]]},
                 "feature_image": "__GHOST_URL__/content/images/2020/02/a.png", "custom_excerpt": null, "locale": null,
                 "created_at": "2020-02-01T00:00:00.000Z", "published_at": "2020-02-29T12:00:00.000Z",
                 "updated_at": "2020-03-01T00:00:00.000Z"},
                {"id": "p2", "title": "For members", "slug": "paid", "status": "published", "visibility": "paid",
                 "html": "<p>B</p>", "published_at": "2020-02-29 12:00:00"},
                {"id": "p3", "title": "About", "slug": "about", "type": "page", "html": "<p>C</p>"},
                {"id": "p4", "title": "Empty", "slug": "empty", "html": null},
                {"id": "p5", "title": "Late", "slug": "late", "html": "x", "published_at": "soon"}],
              "posts_meta": [{"post_id": "p1", "meta_description": "Short"}],
              "posts_tags": [{"post_id": "p1", "tag_id": "t1"}, {"post_id": "p1", "tag_id": "t2"}],
              "tags": [{"id": "t1", "name": "Calendar"}, {"id": "t2", "name": "#internal"}]}}]}""";

    private static final String LONG = "x".repeat(5 * 1024 * 1024);

    @Test
    void posts_have_their_fields_tags_and_descriptions() {
        Read read = Read.upload(EXPORT.getBytes(UTF_8));

        assertThat(read.format()).isEqualTo(SourceFormat.GHOST);
        Post leap = read.post(0);
        assertThat(leap.slug()).isEqualTo("leap-day");
        assertThat(leap.draft()).isFalse();
        assertThat(leap.createdAt()).hasToString("2020-02-29T12:00:00Z");
        assertThat(leap.updatedAt()).hasToString("2020-03-01T00:00:00Z");
        assertThat(leap.text().body())
                .isEqualTo("<div>\n<p><a href=\"/b/\">A</a></p>\n&#10;<pre>b\n&#10;c</pre>\n</div>\n");
        assertThat(leap.text().description()).isEqualTo("Short");
        assertThat(leap.text().tags()).containsExactly("Calendar");
        assertThat(leap.text().featuredImage()).isEqualTo("/content/images/2020/02/a.png");
        assertThat(leap.remarks()).isEmpty();
    }

    @ParameterizedTest(name = "block {0}")
    @ValueSource(ints = {0, 1})
    void a_file_in_a_damaged_zip_is_told_to_be_damaged(int damaged, @TempDir Path directory) throws IOException {
        byte[] zip = Zips.damaged("export.json", EXPORT + " ".repeat(1 << 20), damaged);
        Path upload = Files.write(directory.resolve("upload.zip"), zip);
        try (SourceFiles files = ZipFiles.open(upload, 1 << 24)) {
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> JsonRows.read(files, "export.json", "tags", List.of("id"), _ -> {}))
                    .withMessage("is damaged");
        }
    }

    @Test
    void nothing_of_a_file_with_another_checksum_is_imported() throws IOException {
        Read.assertRefused(Zips.falsified(Map.of("export.json", EXPORT), "Leap day", "Lost day"), "is damaged");
    }

    @Test
    void what_not_everybody_could_read_becomes_a_draft() {
        Post paid = Read.upload(EXPORT.getBytes(UTF_8)).post(1);
        assertThat(paid.draft()).isTrue();
        assertThat(paid.remarks()).hasSize(1);
    }

    @Test
    void what_is_no_post_is_passed_and_what_is_broken_is_told() {
        assertThat(Read.upload(EXPORT.getBytes(UTF_8)).others())
                .containsExactly(
                        "page: only posts are imported",
                        "posts/empty has no HTML",
                        "posts/late has a date that cannot be read");
    }

    @Test
    void pictures_of_a_zip_are_found_by_the_address_of_the_site() {
        Read read = Read.zip(Map.of("ghost.json", EXPORT, "content/images/2020/02/a.png", "", "content/x.txt", ""));
        assertThat(read.format()).isEqualTo(SourceFormat.GHOST);
        assertThat(read.post(0).images().apply("/content/images/2020/02/a.png"))
                .contains("content/images/2020/02/a.png");
        assertThat(read.post(0).images().apply("https://example.org/content/images/2020/02/a.png"))
                .isEmpty();
    }

    @Test
    void json_that_is_broken_too_deep_or_too_long_is_refused() {
        List<String> hostile = List.of(
                "{\"data\": {\"posts\": [",
                "{\"data\": " + "[".repeat(10_000),
                "{\"data\": {\"posts\": [{\"html\": \"" + "x".repeat(9 * 1024 * 1024) + "\"}]}}",
                json(Map.of("data", Map.of("posts", List.of(Map.of("html", LONG, "title", LONG))))),
                "{\"" + "k".repeat(10_000) + "\": 1}",
                json(Map.of("data", Map.of("tags", java.util.Collections.nCopies(200_001, Map.of("id", "a"))))));
        hostile.forEach(text ->
                assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> Read.upload(text.getBytes(UTF_8))));
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
