package io.talel.gateway.article.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.source.SourceEntry;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceFormat;
import io.talel.gateway.article.bulk.source.TalelioPosts;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.FeaturedImage;
import io.talel.kernel.article.content.Language;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.MetaDescription;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.RenderedMarkdown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** An import accepts every article that an export writes, and loses nothing of it. */
class ExportFilesLawTest {

    private static final String API = "https://api.example.org";
    private static final ArticleId ID = new ArticleId((1L << 53) - 1);
    private static final Instant THEN = Instant.parse("2020-02-29T12:00:00.000001Z");
    private static final Instant LATER = Instant.parse("2021-02-28T12:00:00.000002Z");

    @Property(tries = 500)
    void an_article_that_was_exported_is_imported_as_it_was(
            @ForAll("contents") ArticleContent content, @ForAll boolean draft) {
        assertComesBack(content, draft);
    }

    /** The character that YAML has the longest form for. */
    @Test
    void the_longest_article_is_imported_as_it_was() {
        assertComesBack(
                new ArticleContent(
                        new Title("\uFFFF".repeat(Title.MAX_LENGTH)),
                        new Markdown("\uFFFF".repeat(Markdown.MAX_BYTES / 3)),
                        new MetaDescription("\uFFFF".repeat(MetaDescription.MAX_LENGTH)),
                        new FeaturedImage("\uFFFF".repeat(FeaturedImage.MAX_LENGTH)),
                        new Tags(IntStream.range(0, Tags.MAX_COUNT)
                                .mapToObj(i -> "\uFFFF".repeat(Tags.MAX_LENGTH - 1) + (char) ('a' + i))
                                .toList()),
                        Language.UNKNOWN,
                        Dialect.PYTHON_MARKDOWN),
                false);
    }

    private static void assertComesBack(ArticleContent content, boolean draft) {
        Slug slug = Slug.of(content.title());
        ArticleView article = new ArticleView(ID, 3, THEN, LATER, slug, content, new RenderedMarkdown("", ""));
        List<String> remarks = new ArrayList<>();

        PostContent read = PostContent.of(
                post(ExportFiles.article(
                        article, false, draft ? ArticleStatus.DRAFT : ArticleStatus.PUBLISHED, content)),
                UnaryOperator.identity(),
                LATER,
                remarks);

        assertThat(read).isEqualTo(new PostContent(slug, content, draft, THEN, LATER));
        assertThat(remarks).isEmpty();
    }

    private static Post post(String file) {
        List<SourceEntry> entries = new ArrayList<>();
        try {
            SourceFormat.TALELIO
                    .source(API)
                    .read(
                            new Texts(new TreeMap<>(Map.of(
                                    TalelioPosts.MANIFEST,
                                    "{\"version\":1,\"api\":\"" + API + "\"}",
                                    TalelioPosts.POSTS + "/a.md",
                                    file))),
                            entries::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(entries).singleElement().isInstanceOf(Post.class);
        return (Post) entries.getFirst();
    }

    @Provide
    Arbitrary<ArticleContent> contents() {
        return Combinators.combine(
                        texts(Title.MAX_LENGTH).filter(title -> !title.isBlank()),
                        texts(5_000),
                        texts(MetaDescription.MAX_LENGTH),
                        texts(FeaturedImage.MAX_LENGTH),
                        tags(),
                        Arbitraries.of("", "de", "no", "en-GB", "zh-Hant-TW"),
                        Arbitraries.of(Dialect.PYTHON_MARKDOWN, Dialect.COMMON_MARK))
                .as((title, body, description, image, tags, language, dialect) -> new ArticleContent(
                        new Title(title),
                        new Markdown(body),
                        new MetaDescription(description),
                        new FeaturedImage(image),
                        tags,
                        new Language(language),
                        dialect));
    }

    private static Arbitrary<Tags> tags() {
        return texts(Tags.MAX_LENGTH / 4)
                .filter(tag -> !tag.isBlank())
                .list()
                .ofMaxSize(Tags.MAX_COUNT)
                .map(ExportFilesLawTest::distinct);
    }

    private static Tags distinct(List<String> some) {
        Map<String, String> tags = new LinkedHashMap<>();
        some.stream()
                .map(tag -> new Tags(List.of(tag)).values().getFirst())
                .forEach(tag -> tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag));
        return new Tags(List.copyOf(tags.values()));
    }

    /** All that a text may hold, more often what means something to YAML and Markdown. */
    private static Arbitrary<String> texts(int longest) {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.of(0x1, 0x9, 0xA, 0xD, 0x20, 0x22, 0x23, 0x27, 0x2D, 0x3A)),
                        Tuple.of(3, Arbitraries.of(0x5C, 0x7F, 0x85, 0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)),
                        Tuple.of(
                                4,
                                Arbitraries.integers()
                                        .between(1, Character.MAX_CODE_POINT)
                                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)))
                .list()
                .ofMaxSize(longest)
                .map(characters -> characters.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    /** Files in memory. */
    private record Texts(Map<String, String> files) implements SourceFiles {

        @Override
        public List<String> names() {
            return List.copyOf(files.keySet());
        }

        @Override
        public boolean has(String name) {
            return files.containsKey(name);
        }

        @Override
        public InputStream open(String name) {
            return new ByteArrayInputStream(files.get(name).getBytes(UTF_8));
        }

        @Override
        public List<String> unsafeNames() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
