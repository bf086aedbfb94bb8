package io.talel.gateway.article.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceEntry.Text;
import io.talel.gateway.crypto.ImportedIds;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.content.Dialect;
import io.talel.kernel.article.content.Language;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostContentTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant THEN = Instant.parse("2020-02-29T12:00:00Z");

    private final List<String> remarks = new ArrayList<>();

    @Test
    void times_are_kept_and_a_change_is_not_before_the_beginning() {
        PostContent content = content("a", THEN, THEN.minusSeconds(1));
        assertThat(content.createdAt()).isEqualTo(THEN);
        assertThat(content.updatedAt()).isEqualTo(THEN);
        assertThat(content("a", THEN, NOW).updatedAt()).isEqualTo(NOW);
        assertThat(content("a", THEN, null).updatedAt()).isEqualTo(THEN);
        assertThat(remarks).isEmpty();
    }

    @Test
    void a_post_without_a_date_is_of_now() {
        assertThat(content("a", null, THEN).createdAt()).isEqualTo(NOW);
        assertThat(content("a", null, THEN).updatedAt()).isEqualTo(NOW);
        assertThat(remarks).isNotEmpty();
    }

    @Test
    void a_post_of_a_time_to_come_becomes_a_draft_of_now() {
        PostContent content = content("a", NOW.plusSeconds(1), NOW.plusSeconds(2));
        assertThat(content.draft()).isTrue();
        assertThat(content.createdAt()).isEqualTo(NOW);
        assertThat(content.updatedAt()).isEqualTo(NOW);
        assertThat(remarks).containsExactly("Its date, 2026-03-01T12:00:01Z, is to come: it becomes a draft");
        assertThat(content("a", NOW, null).draft()).isFalse();
    }

    @Test
    void a_change_to_come_is_of_now() {
        PostContent content = content("a", THEN, NOW.plusSeconds(1));
        assertThat(content.draft()).isFalse();
        assertThat(content.createdAt()).isEqualTo(THEN);
        assertThat(content.updatedAt()).isEqualTo(NOW);
        assertThat(remarks).containsExactly("The time of its last change is to come: the time of the import is taken");
    }

    @Test
    void times_before_computers_are_refused() {
        Instant wrong = Instant.EPOCH.minusNanos(1);
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> content("a", wrong, null));
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> content("a", THEN, wrong));
    }

    @Test
    void a_slug_stays_if_it_can() {
        assertThat(content("old--name-\u00FC", THEN, null).slug()).hasToString("old--name-\u00FC");
        assertThat(remarks).isEmpty();
        assertThat(content("Old Name", THEN, null).slug()).hasToString("old-name");
        assertThat(remarks).hasSize(1);
        assertThat(content("", THEN, null).slug()).hasToString("hello-world");
        assertThat(content("!!!", THEN, null).slug()).hasToString("hello-world");
        assertThat(content("--", THEN, null).slug()).hasToString("hello-world");
        remarks.clear();
        String longest = "a".repeat(255) + "-2147483647";
        assertThat(content(longest, THEN, null).slug()).hasToString(longest);
        assertThat(remarks).isEmpty();
        assertThat(content(longest + "-edits", THEN, null).slug().value()).startsWith("a".repeat(255));
        assertThat(remarks).hasSize(1);
    }

    @Test
    void a_slug_and_a_tag_of_marks_take_no_time() {
        String marks = "\u0301\u0323".repeat(300_000);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        PostContent content = PostContent.of(
                post(marks, THEN, null, new Text("T", "", "", "", List.of(marks), "", Dialect.COMMON_MARK)),
                UnaryOperator.identity(),
                NOW,
                remarks);

        assertThat(content.slug()).hasToString("t");
        assertThat(content.content().tags().values()).isEmpty();
        assertThat(remarks).anyMatch(remark -> remark.startsWith("Tags dropped: "));
        assertThat(Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start))
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_slug_and_a_tag_in_parts_are_composed() {
        String parts = "o\u0302\u0301";
        PostContent content = PostContent.of(
                post(
                        parts.repeat(266),
                        THEN,
                        null,
                        new Text(
                                "T", "", "", "", List.of(parts.repeat(50), parts.repeat(51)), "", Dialect.COMMON_MARK)),
                UnaryOperator.identity(),
                NOW,
                remarks);

        assertThat(content.slug()).hasToString("\u1ed1".repeat(266));
        assertThat(content.content().tags().values()).containsExactly("\u1ed1".repeat(50));
    }

    @Test
    void tags_and_languages_that_do_not_fit_are_told() {
        List<String> tags = new ArrayList<>(List.of("One", " one ", "", "x".repeat(51)));
        IntStream.range(0, 25).forEach(i -> tags.add("tag" + i));
        PostContent content = PostContent.of(
                post("a", THEN, null, new Text("T", "", "", "", tags, "klingonisch!", Dialect.COMMON_MARK)),
                UnaryOperator.identity(),
                NOW,
                remarks);
        assertThat(content.content().tags().values()).hasSize(20).startsWith("One", "tag0");
        assertThat(content.content().language()).isEqualTo(Language.UNKNOWN);
        assertThat(remarks)
                .containsExactly(
                        "Tags dropped: " + "x".repeat(50) + ", tag19, tag20, tag21, tag22, tag23, tag24",
                        "The language is not known");
    }

    @Test
    void what_no_article_can_say_is_refused() {
        Text untitled = new Text(" ", "", "", "", List.of(), "", Dialect.COMMON_MARK);
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(
                        () -> PostContent.of(post("a", THEN, null, untitled), UnaryOperator.identity(), NOW, remarks));
    }

    @Test
    void numbers_of_imports_are_far_from_others_and_differ() {
        assertThat(LongStream.range(0, 1000).map(i -> ImportedIds.of("user-7", "post " + i)))
                .allMatch(number -> number >= 1L << 52 && number < 1L << 53)
                .doesNotHaveDuplicates();
        assertThat(ImportedIds.of("user-7", "a")).isEqualTo(ImportedIds.of("user-7", "a"));
        assertThat(ImportedIds.of("user-8", "a")).isNotEqualTo(ImportedIds.of("user-7", "a"));
    }

    private PostContent content(String slug, @Nullable Instant createdAt, @Nullable Instant updatedAt) {
        Text text = new Text("Hello World", "", "", "", List.of(), "", Dialect.COMMON_MARK);
        return PostContent.of(post(slug, createdAt, updatedAt, text), UnaryOperator.identity(), NOW, remarks);
    }

    private static Post post(String slug, @Nullable Instant createdAt, @Nullable Instant updatedAt, Text text) {
        return new Post("a.md", "a.md", slug, text, false, createdAt, updatedAt, _ -> Optional.empty(), List.of());
    }
}
