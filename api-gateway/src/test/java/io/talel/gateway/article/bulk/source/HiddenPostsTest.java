package io.talel.gateway.article.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers of a site do not see, readers do not see here. */
class HiddenPostsTest {

    private static final String UNLISTED = "No list of its site shows it: it becomes a draft";
    private static final String FOR_A_TIME = "Its site shows it for a time only: it becomes a draft";
    private static final String BY_SECTION = "Its section hides it: it becomes a draft";
    private static final String NO_PAGE = "Its site has no page for it: it becomes a draft";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draft: true",
                "draft: yes",
                "draft: On",
                "draft: 'true'",
                "draft: 1",
                "published: false",
                "published: no"
            })
    void a_draft_stays_one(String field) {
        assertThat(hugo(field).draft()).isTrue();
        assertThat(jekyll(field).draft()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draft: false",
                "draft: no",
                "published: true",
                "published: yes",
                "headless: false",
                "build: {render: always, list: always}",
                "build: {render: true}",
                "build: {render: Always, list: yes}",
                "expiryDate: 0001-01-01",
                "published: soon",
                "build: {publishResources: false}",
                "hidden: false",
                "title: A"
            })
    void what_everybody_sees_is_published(String field) {
        for (Post post : new Post[] {hugo(field), jekyll(field)}) {
            assertThat(post.draft()).isFalse();
            assertThat(post.remarks()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "headless: true | " + NO_PAGE,
                "build: {render: never} | " + NO_PAGE,
                "build: {render: link} | " + NO_PAGE,
                "_build: {render: false, list: false} | " + NO_PAGE,
                "build: {list: never} | " + UNLISTED,
                "build: {list: local} | " + UNLISTED,
                "expiryDate: 2020-03-01 | " + FOR_A_TIME,
                "unpublishdate: 2999-01-01 | " + FOR_A_TIME
            })
    void a_post_that_hugo_hides_becomes_a_draft_with_a_remark(String field, String remark) {
        assertThat(hugo(field).draft()).isTrue();
        assertThat(hugo(field).remarks()).containsExactly(remark);
    }

    @Test
    void a_post_that_is_left_out_of_lists_becomes_a_draft_with_a_remark() {
        for (Post post : new Post[] {hugo("hidden: true"), jekyll("hidden: true")}) {
            assertThat(post.draft()).isTrue();
            assertThat(post.remarks()).containsExactly(UNLISTED);
        }
    }

    /** A post with a time to come becomes a draft, whatever its format. */
    @ParameterizedTest
    @CsvSource({
        "publishDate: 2999-01-01, 2999-01-01T00:00:00Z",
        "pubdate: 2999-01-01, 2999-01-01T00:00:00Z",
        "published: 2999-01-01, 2999-01-01T00:00:00Z",
        "publishDate: 2020-03-01, 2020-03-01T00:00:00Z",
        "publishDate: 2020-01-01, 2020-02-29T00:00:00Z",
        "published: true, 2020-02-29T00:00:00Z"
    })
    void a_post_of_hugo_is_as_old_as_the_later_of_its_date_and_its_publication(String field, String at) {
        assertThat(hugo(field).createdAt()).hasToString(at);
    }

    @Test
    void the_publication_stands_for_a_missing_date() {
        Read read = Read.zip(Map.of("content/a.md", "---\npubdate: 2020-03-01\n---\n"));
        assertThat(read.post(0).createdAt()).hasToString("2020-03-01T00:00:00Z");
    }

    static Stream<Arguments> sections() {
        return Stream.of(
                arguments("_index.md", "---\ncascade: {build: {render: never}}\n---\n"),
                arguments(
                        "_index.de.md",
                        "---\ncascade: [{target: {kind: page}, draft: false}, {target: {lang: de}, draft: true}]\n---\n"),
                arguments("_index.html", "---\ncascade: [{lang: de}, {headless: true}]\n---\n"),
                arguments("_index.md", " \n---\ncascade: {expiryDate: 2020-01-01}\n---\n"),
                arguments("_index.md", "+++\n[[cascade]]\ndraft = false\n[[cascade]]\ndraft = true\n+++\n"),
                arguments("_index.md", "---\ndraft: true\n---\n"));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void a_section_hides_the_posts_below_it(String section, String text) {
        Read read = Read.zip(Map.of(
                "content/notes/" + section,
                text,
                "content/notes/2020/a.md",
                "---\ndate: 2020-02-29\n---\n",
                "content/posts/b.md",
                "---\ndate: 2020-02-29\n---\n"));

        assertThat(read.posts())
                .extracting(Post::path, Post::draft, Post::remarks)
                .containsExactlyInAnyOrder(
                        tuple("content/notes/2020/a.md", true, List.of(BY_SECTION)),
                        tuple("content/posts/b.md", false, List.of()));
    }

    @Test
    void a_field_of_a_post_counts_instead_of_that_of_its_sections_but_that_of_another_section_does_not() {
        Read read = Read.zip(Map.of(
                "content/_index.md", "---\ncascade: {draft: true}\n---\n",
                "content/a/_index.md", "---\ncascade: {draft: false}\n---\n",
                "content/a/a.md", "---\ntitle: A\n---\n",
                "content/a/b.md", "---\ntitle: B\ndraft: false\n---\n"));

        assertThat(read.posts())
                .extracting(Post::path, Post::draft)
                .containsExactly(tuple("content/a/a.md", true), tuple("content/a/b.md", false));
    }

    @Test
    void posts_of_a_section_that_cannot_be_read_are_not_published() {
        Map.of(
                        "---\n{\n---\n", "has front matter that cannot be read in line 3",
                        "{\"cascade\": {\"draft\": true}}", "has front matter that is neither YAML nor TOML")
                .forEach((section, reason) -> {
                    Read read =
                            Read.zip(Map.of("content/a/_index.md", section, "content/a/a.md", "---\ntitle: A\n---\n"));

                    assertThat(read.posts()).isEmpty();
                    assertThat(read.others())
                            .contains("content/a/a.md is in a section whose content/a/_index.md " + reason);
                });
    }

    @Test
    void files_beside_and_below_a_post_with_a_folder_of_its_own_are_no_posts() {
        Read read = Read.zip(Map.of(
                "content/index.md", "---\ntitle: Home\n---\n",
                "content/x/index.md", "---\ndraft: true\n---\n",
                "content/x/index.de.md", "---\ntitle: X\n---\n",
                "content/x/part.md", "---\ntitle: Part\n---\n",
                "content/x/sub/more.md", "---\ntitle: More\n---\n"));

        assertThat(read.posts())
                .extracting(Post::path)
                .containsExactly("content/index.md", "content/x/index.de.md", "content/x/index.md");
        assertThat(read.others())
                .containsExactly(
                        "content/x/part.md is part of another post", "content/x/sub/more.md is part of another post");
    }

    @Test
    void a_site_of_hugo_is_one_whatever_its_posts_are_called() {
        Read read = Read.zip(Map.of("content/2020-01-03-a.md", "---\nexpiryDate: 2021-01-01\n---\n"));

        assertThat(read.format()).isEqualTo(SourceFormat.HUGO);
        assertThat(read.post(0).draft()).isTrue();
    }

    @Test
    void a_site_of_jekyll_has_its_posts_in_one_kind_of_folder() {
        Read read = Read.zip(Map.of(
                "_posts/2020-01-01-a.md", "---\ntitle: A\n---\n",
                "_archive/2020-01-01-b.md", "---\ntitle: B\n---\n",
                "en/_posts/2020-01-01-c.md", "---\ntitle: C\n---\n",
                "content/_index.md", "---\ntitle: D\n---\n"));

        assertThat(read.format()).isEqualTo(SourceFormat.JEKYLL);
        assertThat(read.posts())
                .extracting(Post::path)
                .containsExactly("_posts/2020-01-01-a.md", "en/_posts/2020-01-01-c.md");
    }

    /** If each post read them, they would exceed the limit of the upload. Two thousand sections took 38 s so. */
    @Test
    void a_section_is_read_once() {
        Map<String, String> site = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            site.put("content/_index." + i + ".md", "---\ntitle: A\n---\n" + "x".repeat(100_000));
            site.put("content/" + i + ".md", "---\ntitle: A\n---\n");
        }

        assertThat(Read.zip(site).posts()).hasSize(200);
    }

    private static Post hugo(String field) {
        return Read.zip(Map.of("content/a.md", "---\ndate: 2020-02-29\n" + field + "\n---\n"))
                .post(0);
    }

    private static Post jekyll(String field) {
        return Read.zip(Map.of("_posts/2020-02-29-a.md", "---\n" + field + "\n---\n"))
                .post(0);
    }
}
