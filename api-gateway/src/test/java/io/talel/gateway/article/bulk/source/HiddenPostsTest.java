package io.talel.gateway.article.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers of a site do not see, readers do not see here. */
class HiddenPostsTest {

    private static final String UNLISTED = "No list of its site shows it: it becomes a draft";
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
                "expiryDate: 2020-03-01 | Its site shows it only until 2020-03-01: it becomes a draft",
                "unpublishdate: 2999-01-01 | Its site shows it only until 2999-01-01: it becomes a draft"
            })
    void a_post_that_hugo_hides_becomes_a_draft_with_a_remark(String field, String remark) {
        assertThat(hugo(field).draft()).isTrue();
        assertThat(hugo(field).remarks()).containsExactly(remark);
    }

    @Test
    void a_post_that_jekyll_leaves_out_of_its_lists_becomes_a_draft_with_a_remark() {
        assertThat(jekyll("hidden: true").draft()).isTrue();
        assertThat(jekyll("hidden: true").remarks()).containsExactly(UNLISTED);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cascade: {build: {render: never}}",
                "cascade: [{target: {kind: page}, build: {render: never}}]",
                "cascade: [{lang: de}, {headless: true}]"
            })
    void a_section_hides_the_posts_below_it(String cascade) {
        Map<String, String> site = new LinkedHashMap<>();
        site.put("content/notes/_index.de.md", "---\n" + cascade + "\n---\n");
        site.put("content/notes/2020/a.md", "---\ndate: 2020-02-29\n---\n");
        site.put("content/posts/b.md", "---\ndate: 2020-02-29\n---\n");

        Read read = Read.zip(site);

        assertThat(read.others()).containsExactly("content/notes/_index.de.md is the page of a section");
        assertThat(read.post(0).draft()).isTrue();
        assertThat(read.post(0).remarks()).containsExactly(NO_PAGE);
        assertThat(read.post(2).draft()).isFalse();
    }

    @Test
    void fields_of_a_post_count_before_those_of_its_section_and_those_before_the_ones_of_outer_sections() {
        Read read = Read.zip(Map.of(
                "content/_index.md", "---\ncascade: {draft: true, lang: de}\n---\n",
                "content/a/_index.md", "---\ncascade: {lang: fr}\n---\n",
                "content/a/a.md", "---\ntitle: A\n---\n",
                "content/a/b.md", "---\ntitle: B\ndraft: false\n---\n"));

        assertThat(read.post(2).draft()).isTrue();
        assertThat(read.post(2).text().language()).isEqualTo("fr");
        assertThat(read.post(3).draft()).isFalse();
    }

    @Test
    void posts_of_a_section_that_cannot_be_read_are_not_published() {
        Read read = Read.zip(Map.of(
                "content/a/_index.md", "---\n{\n---\n",
                "content/a/a.md", "---\ntitle: A\n---\n"));

        assertThat(read.others())
                .containsExactly(
                        "content/a/_index.md has front matter that cannot be read in line 3",
                        "content/a/a.md is in a section whose content/a/_index.md has front matter that cannot be read in line 3");
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
