package io.talel.gateway.article.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.kernel.article.content.Dialect;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownPostsTest {

    @Test
    void a_post_of_hugo_has_its_fields_and_finds_its_pictures() {
        Read read = Read.zip(Map.of(
                "site/content/posts/hello.de-CH.md",
                """
                +++
                title = "Hello"
                date = 2020-02-29T10:00:00Z
                lastmod = 2020-03-01
                summary = "Short"
                draft = true
                tags = ["one"]
                categories = ["two"]
                featured_image = "/cover.png"
                +++

                Text""",
                "site/static/cover.png",
                "",
                "site/content/posts/a.png",
                "",
                "site/README.md",
                "no post"));

        Post post = read.post(0);
        assertThat(read.format()).isEqualTo(SourceFormat.HUGO);
        assertThat(read.entries()).hasSize(1);
        assertThat(post.path()).isEqualTo("content/posts/hello.de-CH.md");
        assertThat(post.slug()).isEqualTo("hello");
        assertThat(post.draft()).isTrue();
        assertThat(post.createdAt()).hasToString("2020-02-29T10:00:00Z");
        assertThat(post.updatedAt()).hasToString("2020-03-01T00:00:00Z");
        assertThat(post.text())
                .isEqualTo(new SourceEntry.Text(
                        "Hello",
                        "Text",
                        "Short",
                        "/cover.png",
                        java.util.List.of("one", "two"),
                        "de-CH",
                        Dialect.COMMON_MARK));
        assertThat(post.images().apply("/cover.png")).contains("static/cover.png");
        assertThat(post.images().apply("a.png")).contains("content/posts/a.png");
        assertThat(post.images().apply("../../../a.png")).isEmpty();
        assertThat(post.images().apply("https://example.org/a.png")).isEmpty();
    }

    @Test
    void a_bundle_of_hugo_is_called_like_its_folder_and_a_section_is_no_post() {
        Read read = Read.zip(Map.of(
                "content/posts/leap-day/index.md", "---\ndate: 2020-02-29\n---\nText",
                "content/posts/_index.md", "---\ntitle: Posts\n---\n",
                "content/about.md", "No front matter",
                "content/late.md", "---\ntitle: Late\ndate: tomorrow\n---\n",
                "content/url.md", "---\ntitle: Moved\nurl: /2020/elsewhere/\n---\n"));

        assertThat(read.others())
                .containsExactlyInAnyOrder(
                        "content/posts/_index.md is the page of a section",
                        "content/about.md has no front matter",
                        "content/late.md has a date that cannot be read");
        assertThat(read.entries().stream()
                        .filter(Post.class::isInstance)
                        .map(Post.class::cast)
                        .map(Post::slug))
                .containsExactlyInAnyOrder("leap-day", "elsewhere");
        assertThat(read.entries().stream()
                        .filter(Post.class::isInstance)
                        .map(Post.class::cast)
                        .map(post -> post.text().title()))
                .containsExactlyInAnyOrder("leap day", "Moved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cover: {alt: A sunset, image: a.png}",
                "cover: {alt: A sunset, src: a.png}",
                "images: [{alt: A sunset, url: a.png}]",
                "image: {path: a.png, alt: A sunset}",
                "thumbnail: [a.png, b.png]"
            })
    void the_picture_of_a_map_is_its_address(String field) {
        Read hugo = Read.zip(Map.of("content/a.md", "---\ntitle: A\n" + field + "\n---\n"));
        assertThat(hugo.post(0).text().featuredImage()).isEqualTo("a.png");
    }

    @Test
    void an_empty_address_is_no_picture() {
        String deep = "{image: ".repeat(15) + "{}" + "}".repeat(15);

        for (String cover : List.of("{image: '', alt: A sunset, relative: false}", deep)) {
            Read hugo = Read.zip(Map.of("content/a.md", "---\ntitle: A\ncover: " + cover + "\n---\n"));
            assertThat(hugo.post(0).text().featuredImage()).isEmpty();
        }
    }

    @Test
    void the_picture_of_a_post_of_jekyll_is_its_address_too() {
        Read jekyll = Read.zip(Map.of("_posts/2020-02-29-a.md", "---\nimage:\n  alt: A sunset\n  path: a.png\n---\n"));
        assertThat(jekyll.post(0).text().featuredImage()).isEqualTo("a.png");
    }

    @Test
    void only_a_language_is_a_language_in_the_name_of_a_file() {
        Read read = Read.zip(Map.of("content/node.js.md", "---\ntitle: Node\n---\n"));
        assertThat(read.post(0).slug()).isEqualTo("node.js");
        assertThat(read.post(0).text().language()).isEmpty();
    }

    @Test
    void a_post_of_jekyll_has_its_date_in_its_name() {
        Read read = Read.zip(Map.of(
                "_posts/2020-02-29-leap-day.markdown",
                "---\ntitle: Leap\ntags: one two\nlang: en\nimage: /assets/a.png\npublished: false\n---\n\n{{ site.baseurl }}/assets/a.png",
                "_posts/2020-03-01-other.md",
                "---\npermalink: /x/moved.html\ndate: 2020-03-01 10:00:00 +0100\n---\n",
                "_drafts/idea.md",
                "---\ntitle: Idea\n---\n",
                "assets/a.png",
                "",
                "index.md",
                "---\ntitle: Home\n---\n"));

        assertThat(read.format()).isEqualTo(SourceFormat.JEKYLL);
        assertThat(read.entries()).hasSize(3);
        Post draft = read.post(0);
        assertThat(draft.draft()).isTrue();
        assertThat(draft.slug()).isEqualTo("idea");
        assertThat(draft.createdAt()).isNull();
        Post leap = read.post(1);
        assertThat(leap.slug()).isEqualTo("leap-day");
        assertThat(leap.createdAt()).hasToString("2020-02-29T00:00:00Z");
        assertThat(leap.draft()).isTrue();
        assertThat(leap.text().tags()).containsExactly("one", "two");
        assertThat(leap.images().apply("{{ site.baseurl }}/assets/a.png")).contains("assets/a.png");
        Post moved = read.post(2);
        assertThat(moved.slug()).isEqualTo("moved");
        assertThat(moved.createdAt()).hasToString("2020-03-01T09:00:00Z");
        assertThat(moved.draft()).isFalse();
    }

    @Test
    void the_same_post_is_the_same_in_whatever_folder_and_another_day_is_another_post() {
        String text = "---\ntitle: Leap\n---\n";
        String identity =
                Read.zip(Map.of("_posts/2020-02-29-a.md", text)).post(0).identity();
        assertThat(Read.zip(Map.of("site/_posts/2020-02-29-a.md", text, "site/x", ""))
                        .post(0)
                        .identity())
                .isEqualTo(identity);
        assertThat(Read.zip(Map.of("_posts/2020-02-28-a.md", text)).post(0).identity())
                .isNotEqualTo(identity);
    }

    @Test
    void posts_of_hugo_are_the_same_with_or_without_another_folder_around_them() {
        Map<String, String> site = Map.of(
                "content/de/hello.md", "---\ndate: 2020-02-29\n---\n",
                "content/en/hello.md", "---\ndate: 2020-02-29\n---\n",
                "content/en/leap/index.md", "---\ndate: 2020-02-29\n---\n",
                "content/en/year/index.md", "---\ndate: 2020-02-29\n---\n");
        List<String> identities = identities(site, "");

        assertThat(identities)
                .containsExactly(
                        "hello.md 2020-02-29",
                        "/en/hello.md 2020-02-29",
                        "leap/index.md 2020-02-29",
                        "year/index.md 2020-02-29");
        assertThat(identities(site, "site/")).isEqualTo(identities);
        assertThat(identities(Map.of("posts/year/index.md", "---\ndate: 2020-02-29\n---\n", "posts/x.txt", ""), ""))
                .containsExactly("year/index.md 2020-02-29");
    }

    @Test
    void drafts_of_jekyll_with_the_same_name_are_different_posts() {
        Map<String, String> site = Map.of(
                "_drafts/idea.md",
                "---\ntitle: A\n---\n",
                "en/_drafts/idea.md",
                "---\ntitle: B\n---\n",
                "_posts/2020-02-29-a.md",
                "---\ntitle: C\n---\n");
        assertThat(identities(site, "")).doesNotHaveDuplicates().hasSize(3).isEqualTo(identities(site, "site/"));
    }

    /** In the order of the paths. */
    private static List<String> identities(Map<String, String> site, String folder) {
        return Read.zip(site.entrySet().stream()
                        .collect(Collectors.toMap(file -> folder + file.getKey(), Map.Entry::getValue)))
                .entries()
                .stream()
                .map(entry -> ((Post) entry).identity())
                .toList();
    }
}
