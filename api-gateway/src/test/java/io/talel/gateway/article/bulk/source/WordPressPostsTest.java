package io.talel.gateway.article.bulk.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.archive.ZipFiles;
import io.talel.gateway.article.bulk.archive.Zips;
import io.talel.gateway.article.bulk.source.SourceEntry.Broken;
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

class WordPressPostsTest {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8" ?>
            <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
              xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><title>Blog</title><wp:wxr_version>1.2</wp:wxr_version>
            """;

    private static final String ITEMS = """
            <item><title>Leap &amp; day</title><link>https://blog.example.org/leap/</link>
              <guid isPermaLink="false">https://blog.example.org/?p=1</guid>
              <content:encoded><![CDATA[First <b>line</b>
            second line

            <pre>a

            b</pre>
            [caption id="x"]<img src="https://blog.example.org/wp-content/uploads/2020/02/a.png">[/caption]]]></content:encoded>
              <excerpt:encoded><![CDATA[Short]]></excerpt:encoded>
              <wp:post_id>1</wp:post_id><wp:post_date_gmt>2020-02-29 12:00:00</wp:post_date_gmt>
              <wp:post_modified_gmt>2020-03-01 00:00:00</wp:post_modified_gmt>
              <wp:post_name>leap-%C3%BC</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
              <category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>
              <category domain="post_tag" nicename="calendar"><![CDATA[Calendar]]></category>
              <category domain="post_format" nicename="aside"><![CDATA[Aside]]></category>
              <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>
              <wp:postmeta><wp:meta_key>title</wp:meta_key><wp:meta_value>Not the title</wp:meta_value></wp:postmeta></item>
            <item><title>Secret</title><content:encoded><![CDATA[<!-- wp:paragraph {"a":1} -->
            <p>Psst</p>
            <!-- /wp:paragraph -->]]></content:encoded><wp:post_id>2</wp:post_id><wp:post_password>x</wp:post_password>
              <wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_date>2020-02-29 13:00:00</wp:post_date>
              <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
            <item><title>About</title><wp:post_name>about</wp:post_name><wp:post_type>page</wp:post_type></item>
            <item><title>Gone</title><wp:post_name>gone</wp:post_name><wp:status>trash</wp:status><wp:post_type>post</wp:post_type></item>
            <item><title>Cover</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type>
              <wp:attachment_url>https://blog.example.org/wp-content/uploads/2020/02/cover.png</wp:attachment_url></item>
            """;

    private static final String TAIL = "</channel></rss>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a%d/>",
                "<a b%d=''/>",
                "<wp:a%1$d/><dc:a%1$d/>",
                "<a wp:b%d=''/>",
                "<a xmlns:b%d='c'/>",
                "<a xmlns:b='c%d'/>",
                "<?a%d ?>"
            })
    void a_document_of_many_names_is_refused_since_the_parser_keeps_each(String part) {
        assertRefused(part, 14_000);
    }

    /** Each of these prefixes and names counts little by itself. */
    @Test
    void names_count_with_their_prefixes() {
        StringBuilder all = new StringBuilder();
        for (String prefix : List.of("wp", "dc", "content", "excerpt")) {
            for (int i = 0; i < 3_000; i++) {
                all.append('<').append(prefix).append(":a").append(i).append("/>");
            }
        }
        assertRefused(all.toString(), 1);
    }

    private static void assertRefused(String part, int times) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < times; i++) {
            names.append(part.formatted(i));
        }
        for (String item : List.of("<item>" + names + "</item>", names.toString())) {
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> Read.upload((HEAD + item + TAIL).getBytes(UTF_8)))
                    .withMessageContaining("too many names");
        }
    }

    @Test
    void empty_tags_count_towards_the_length_of_an_item() {
        String tags = "<category domain='post_tag'/>".repeat(600_000);

        Read read = Read.upload(
                (HEAD + "<item><wp:post_type>post</wp:post_type>" + tags + "</item>" + TAIL).getBytes(UTF_8));

        assertThat(read.entries()).singleElement().isEqualTo(new Broken("post/", "is too long"));
    }

    @Test
    void posts_have_their_fields_tags_and_pictures() {
        Read read = Read.upload((HEAD + ITEMS + TAIL).getBytes(UTF_8));

        assertThat(read.format()).isEqualTo(SourceFormat.WORDPRESS);
        Post leap = read.post(0);
        assertThat(leap.text().title()).isEqualTo("Leap & day");
        assertThat(leap.slug()).isEqualTo("leap-\u00FC");
        assertThat(leap.draft()).isFalse();
        assertThat(leap.remarks()).isEmpty();
        assertThat(leap.createdAt()).hasToString("2020-02-29T12:00:00Z");
        assertThat(leap.updatedAt()).hasToString("2020-03-01T00:00:00Z");
        assertThat(leap.text().description()).isEqualTo("Short");
        assertThat(leap.text().tags()).containsExactly("Calendar");
        assertThat(leap.text().featuredImage())
                .isEqualTo("https://blog.example.org/wp-content/uploads/2020/02/cover.png");
        assertThat(leap.text().body()).isEqualTo("""
                <div>
                <p>First <b>line</b><br>
                second line</p>
                <pre>a
                &#10;b</pre>
                <p><img src="https://blog.example.org/wp-content/uploads/2020/02/a.png"></p>
                </div>
                """);
    }

    @Test
    void what_not_everybody_could_read_becomes_a_draft_and_marks_of_blocks_go() {
        Post secret = Read.upload((HEAD + ITEMS + TAIL).getBytes(UTF_8)).post(1);
        assertThat(secret.draft()).isTrue();
        assertThat(secret.createdAt()).hasToString("2020-02-29T13:00:00Z");
        assertThat(secret.text().body()).isEqualTo("<div>\n<p>Psst</p>\n</div>\n");
        assertThat(secret.remarks())
                .containsExactly(
                        "Not everybody could read it: it becomes a draft", "Times without an offset are taken as UTC");
    }

    @Test
    void pages_and_the_trash_are_passed() {
        assertThat(Read.upload((HEAD + ITEMS + TAIL).getBytes(UTF_8)).others())
                .containsExactly("page: only posts are imported", "post: the trash is not imported");
    }

    @Test
    void pictures_of_a_zip_are_found_by_their_address() {
        Read read =
                Read.zip(Map.of("blog.xml", HEAD + ITEMS + TAIL, "wp-content/uploads/2020/02/a.png", "", "x.txt", ""));
        assertThat(read.post(0).images().apply("https://blog.example.org/wp-content/uploads/2020/02/a.png"))
                .contains("wp-content/uploads/2020/02/a.png");
        assertThat(read.post(0).images().apply("https://blog.example.org/a.png"))
                .isEmpty();
    }

    @Test
    void entities_depth_length_and_broken_xml_are_refused() {
        assertUnreadable(
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><item><title>&x;</title></item></rss>");
        assertUnreadable("<rss><item><title>&x;</title></item></rss>");
        assertUnreadable("<rss>" + "<a>".repeat(100_000));
        assertUnreadable("<rss><item>" + "<a>".repeat(100_000));
        assertUnreadable("<rss><item><title>x</item></rss>");
        assertUnreadable("<rss><item><title>" + "x".repeat(5 * 1024 * 1024) + "</title></item></rss>");
        assertUnreadable("<rss a='" + "x".repeat(100_000) + "'></rss>");
        assertUnreadable("");
    }

    @Test
    void an_item_that_is_too_long_is_one_broken_entry() {
        String post = "<item><wp:post_type>post</wp:post_type><wp:post_name>%s</wp:post_name>%s</item>";
        String megabyte = "x".repeat(1024 * 1024);
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            fields.append("<title>" + megabyte + "</title>");
        }
        String unused =
                "<wp:postmeta><wp:meta_key>a</wp:meta_key><wp:meta_value><![CDATA[%s]]></wp:meta_value></wp:postmeta>"
                        .formatted(megabyte.repeat(5));

        Read read = Read.upload(
                (HEAD + post.formatted("long", fields) + post.formatted("other", unused) + TAIL).getBytes(UTF_8));

        assertThat(read.others()).containsExactly("post/long is too long");
        assertThat(read.post(1).slug()).isEqualTo("other");
    }

    @Test
    void blanks_and_a_byte_order_mark_before_the_xml_do_no_harm_and_an_error_has_its_line() {
        assertThat(Read.upload(("\uFEFF\n \n" + HEAD + ITEMS + TAIL).getBytes(UTF_8))
                        .post(0)
                        .slug())
                .isEqualTo("leap-\u00FC");
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> Read.upload("<rss>\n<item>\n<title>x</item></rss>".getBytes(UTF_8)))
                .withMessage("has XML that cannot be read in line 3");
    }

    @ParameterizedTest(name = "behind {0} posts")
    @ValueSource(ints = {0, 100})
    void an_export_in_another_character_set_is_told_to_be_no_utf_8(int posts) {
        String export = HEAD + ITEMS.repeat(posts) + "<item><title>\u00FC</title></item>" + TAIL;

        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> Read.upload(export.getBytes(ISO_8859_1)))
                .withMessage("is not UTF-8");
    }

    @ParameterizedTest(name = "block {0}")
    @ValueSource(ints = {0, 1, 2})
    void a_file_in_a_damaged_zip_is_told_to_be_damaged(int damaged, @TempDir Path directory) throws IOException {
        byte[] zip = Zips.damaged("export.xml", HEAD + ITEMS.repeat(200) + TAIL, damaged);
        Path upload = Files.write(directory.resolve("upload.zip"), zip);
        try (SourceFiles files = ZipFiles.open(upload, 1 << 20)) {
            assertThatExceptionOfType(Unreadable.class)
                    .isThrownBy(() -> WordPressItems.read(files, "export.xml", _ -> {}))
                    .withMessage("is damaged");
        }
    }

    @Test
    void nothing_of_a_file_with_another_checksum_is_imported() throws IOException {
        Read.assertRefused(Zips.falsified(Map.of("export.xml", HEAD + ITEMS + TAIL), "Secret", "Public"), "is damaged");
    }

    private static void assertUnreadable(String xml) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> Read.upload(xml.getBytes(UTF_8)));
    }
}
