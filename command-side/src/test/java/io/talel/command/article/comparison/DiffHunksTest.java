package io.talel.command.article.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Articles;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.history.ArticleDiff.Hunk;
import io.talel.kernel.article.history.ArticleDiff.Kind;
import io.talel.kernel.article.history.ArticleDiff.Line;
import io.talel.kernel.article.history.ArticleDiff.Part;
import io.talel.kernel.article.history.ArticleDiff.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

class DiffHunksTest {

    @Example
    void words_tell_what_has_changed_within_a_line() {
        assertThat(shown(diff("The old cat, asleep.\nEnd\n", "The young cat, asleep.\nEnd\n")))
                .containsExactly("-The [old] cat, asleep.\n", "+The [young] cat, asleep.\n", " End\n");
    }

    @Example
    void words_of_any_script_are_words() {
        assertThat(shown(diff("Grüße an Zoë 😀", "Grüße an Noë 😃")))
                .containsExactly("-Grüße an [Zoë] [😀]", "+Grüße an [Noë] [😃]");
    }

    @Example
    void a_line_that_is_new_has_changed_as_a_whole() {
        assertThat(shown(diff("a\nb\n", "a\nnew one\nb\n"))).containsExactly(" a\n", "+[new one\n]", " b\n");
    }

    @Example
    void only_lines_nearby_are_shown_and_far_changes_are_hunks_of_their_own() {
        String from = lines(1, 40);
        List<Hunk> hunks = diff(from, from.replace("line 10\n", "").replace("line 30\n", "other\nmore\n"));
        assertThat(hunks.stream().map(Hunk::from)).containsExactly(new Range(7, 7), new Range(27, 7));
        assertThat(hunks.stream().map(Hunk::to)).containsExactly(new Range(7, 6), new Range(26, 8));
    }

    @Example
    void changes_with_few_lines_between_them_are_one_hunk() {
        String from = lines(1, 20);
        assertThat(diff(from, from.replace("line 5\n", "x\n").replace("line 12\n", "y\n")))
                .hasSize(1);
        assertThat(diff(from, from.replace("line 5\n", "x\n").replace("line 13\n", "y\n")))
                .hasSize(2);
    }

    @Example
    void equal_texts_do_not_differ() {
        assertThat(diff("a\nb", "a\nb")).isEmpty();
        assertThat(diff("", "")).isEmpty();
    }

    @Example
    void a_text_that_was_empty_has_no_lines() {
        Hunk hunk = diff("", "a").getFirst();
        assertThat(hunk.from()).isEqualTo(new Range(0, 0));
        assertThat(hunk.to()).isEqualTo(new Range(1, 1));
    }

    @Property
    void each_text_can_be_made_of_the_other(@ForAll("texts") String from, @ForAll("texts") String to) {
        List<Hunk> hunks = diff(from, to);
        assertThat(applied(from, hunks, Kind.REMOVED, Kind.ADDED)).isEqualTo(to);
        assertThat(applied(to, hunks, Kind.ADDED, Kind.REMOVED)).isEqualTo(from);
    }

    @Property
    void what_has_not_changed_within_lines_is_the_same_in_both(
            @ForAll("texts") String from, @ForAll("texts") String to) {
        for (Hunk hunk : diff(from, to)) {
            assertThat(same(hunk, Kind.REMOVED)).isEqualTo(same(hunk, Kind.ADDED));
        }
    }

    private static String same(Hunk hunk, Kind kind) {
        return hunk.lines().stream()
                .filter(line -> line.kind() == kind)
                .flatMap(line -> line.parts().stream())
                .filter(part -> !part.changed())
                .map(Part::text)
                .collect(Collectors.joining());
    }

    @Example
    void the_longest_texts_are_compared_in_a_moment() {
        Random random = new Random(7);
        String from = random(random);
        String to = random(random);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> diff(from, to));
    }

    @Example
    void lines_that_hold_texts_together_only_one_after_the_other_cost_no_more_than_others() {
        String[] from = chain("from");
        String[] to = chain("to");
        long lines = from.length + to.length;
        DiffBudget budget = DiffBudget.of(lines);
        List<LineDiff.Hunk> hunks = LineDiff.of(from, to, budget);
        assertThat(budget.looks())
                .isBetween(7 * (lines + DiffBudget.MAX_CHARACTERS), 8 * (lines + DiffBudget.MAX_CHARACTERS));
        assertThat(hunks).as("what is left is one block").anyMatch(hunk -> hunk.to() - hunk.from() > from.length / 2);
    }

    /** Each line but the first repeats, until the lines before are cut off. */
    private static String[] chain(String own) {
        return IntStream.range(1, 16_600)
                .boxed()
                .flatMap(i -> Stream.of("x" + (i + 1), "x" + i, own + i))
                .toArray(String[]::new);
    }

    @Example
    void a_text_has_a_budget_of_characters_that_are_compared_by_words() {
        String from = IntStream.range(0, 1_000)
                .mapToObj(i -> "kept " + i + "\nan old line of many words, with the number " + i + "\n")
                .collect(Collectors.joining());
        List<Line> changed = diff(from, from.replace("old", "new")).stream()
                .flatMap(hunk -> hunk.lines().stream())
                .filter(line -> line.kind() != Kind.KEPT)
                .toList();
        assertThat(changed.getFirst().parts()).hasSize(3);
        assertThat(changed.getLast().parts()).hasSize(1);
        assertThat(changed.stream()
                        .filter(line -> line.parts().size() > 1)
                        .flatMap(line -> line.parts().stream())
                        .mapToInt(part -> part.text().length())
                        .sum())
                .isBetween(DiffBudget.MAX_CHARACTERS - 200, DiffBudget.MAX_CHARACTERS);
    }

    @Example
    void all_texts_of_a_difference_have_the_budget_together() {
        DiffBudget budget = DiffBudget.of(4);
        String words = "word ".repeat(DiffBudget.MAX_CHARACTERS / 10 - 10);
        assertThat(DiffHunks.of(words + "a", words + "b", budget)
                        .getFirst()
                        .lines()
                        .getFirst()
                        .parts())
                .hasSize(2);
        assertThat(DiffHunks.of(words + "a", words + "b", budget)
                        .getFirst()
                        .lines()
                        .getFirst()
                        .parts())
                .hasSize(1);
    }

    @Example
    void lines_with_very_many_parts_have_changed_as_a_whole() {
        String from = IntStream.range(0, 3_000)
                .mapToObj(i -> "p" + Integer.toString(i, 36) + " ")
                .collect(Collectors.joining());
        assertThat(diff(from, from.replace(" ", "."))
                        .getFirst()
                        .lines()
                        .getFirst()
                        .parts())
                .hasSize(1);
        assertThat(diff(from, from.replace("9 ", "9."))
                        .getFirst()
                        .lines()
                        .getFirst()
                        .parts())
                .hasSizeGreaterThan(100);
    }

    @Example
    void a_difference_of_very_many_lines_is_none() {
        ArticleContent from = Articles.content("Title", lines(1, VersionDiff.MAX_PARTS / 2 + 1));
        ArticleContent to = Articles.content("Title", lines(1_000_001, 1_000_001 + VersionDiff.MAX_PARTS / 2));
        assertThat(VersionDiff.of(from, to)).isEmpty();
        assertThat(VersionDiff.of(from, Articles.content("Title", "Short."))).isPresent();
    }

    @Example
    void a_text_with_very_many_lines_is_too_long() {
        assertThat(DiffHunks.isTooLong("\n".repeat(DiffHunks.MAX_LINES - 1))).isFalse();
        assertThat(DiffHunks.isTooLong("\n".repeat(DiffHunks.MAX_LINES))).isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "c d", "a b c", "\n", "\n", "\r\n", " ", "x")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<Hunk> diff(String from, String to) {
        return DiffHunks.of(from, to, DiffBudget.of(DiffHunks.lines(from) + DiffHunks.lines(to)));
    }

    private static String random(Random random) {
        return IntStream.range(0, 200_000)
                .mapToObj(i -> random.nextInt(50) + (i % 20 == 0 ? "\n" : " "))
                .collect(Collectors.joining());
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private static List<String> shown(List<Hunk> hunks) {
        return hunks.stream()
                .flatMap(hunk -> hunk.lines().stream())
                .map(DiffHunksTest::shown)
                .toList();
    }

    private static String shown(Line line) {
        String sign = line.kind() == Kind.KEPT ? " " : line.kind() == Kind.ADDED ? "+" : "-";
        return sign
                + line.parts().stream()
                        .map(part -> part.changed() ? "[" + part.text() + "]" : part.text())
                        .collect(Collectors.joining());
    }

    /** As a patch is applied: by the numbers of the lines. */
    private static String applied(String text, List<Hunk> hunks, Kind before, Kind after) {
        List<String> lines = new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)", -1)));
        lines.removeIf(String::isEmpty);
        StringBuilder made = new StringBuilder();
        int done = 0;
        for (Hunk hunk : hunks) {
            Range range = before == Kind.REMOVED ? hunk.from() : hunk.to();
            int begin = range.lines() == 0 ? range.line() : range.line() - 1;
            lines.subList(done, begin).forEach(made::append);
            done = begin;
            for (Line line : hunk.lines()) {
                String itsText = line.parts().stream().map(Part::text).collect(Collectors.joining());
                if (line.kind() != after) {
                    assertThat(itsText).isEqualTo(lines.get(done++));
                }
                if (line.kind() != before) {
                    made.append(itsText);
                }
            }
            assertThat(done - begin).isEqualTo(range.lines());
        }
        lines.subList(done, lines.size()).forEach(made::append);
        return made.toString();
    }
}
