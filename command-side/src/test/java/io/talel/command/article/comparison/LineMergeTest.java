package io.talel.command.article.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineMergeTest {

    private static final String POEM = "one\ntwo\n\nthree\nfour\n\nfive";

    @Example
    void edits_of_different_places_are_both_kept() {
        assertThat(LineMerge.merge(POEM, POEM.replace("one", "ONE"), POEM.replace("five", "FIVE")))
                .contains(POEM.replace("one", "ONE").replace("five", "FIVE"));
        assertThat(LineMerge.merge(POEM, "zero\n" + POEM, POEM + "\nsix")).contains("zero\n" + POEM + "\nsix");
        assertThat(LineMerge.merge(POEM, POEM.replace("one\ntwo\n", ""), POEM.replace("four", "4")))
                .contains("\nthree\n4\n\nfive");
    }

    @Example
    void several_edits_of_each_are_kept() {
        String ours = POEM.replace("one", "ONE").replace("five", "FIVE");
        String theirs = POEM.replace("\nthree", "\nTHREE");
        assertThat(LineMerge.merge(POEM, ours, theirs)).contains("ONE\ntwo\n\nTHREE\nfour\n\nFIVE");
    }

    @Example
    void lines_that_repeat_are_told_apart_by_their_places() {
        String list = "-\n\n-\n\n-\n\n-\n\n-\n";
        String theirs = "- a\n\n-\n\n-\n\n- d\n\n-\n";
        assertThat(LineMerge.merge(list, "-\n\n- b\n\n-\n\n-\n\n- e\n", theirs))
                .contains("- a\n\n- b\n\n-\n\n- d\n\n- e\n");
    }

    @Example
    void ends_of_lines_are_no_difference_and_theirs_stay() {
        String ours = POEM.replace("one", "ONE");
        String theirs = POEM.replace("five", "FIVE");
        String both = ours.replace("five", "FIVE");
        assertThat(LineMerge.merge(POEM, ours, crlf(theirs))).contains(crlf(both));
        assertThat(LineMerge.merge(POEM, crlf(ours), theirs)).contains(both);
        assertThat(LineMerge.merge(crlf(POEM), ours, theirs)).contains(both);
        assertThat(LineMerge.merge(crlf(POEM), crlf(ours), crlf(theirs))).contains(crlf(both));
        assertThat(LineMerge.merge(POEM, crlf(POEM), theirs)).contains(theirs);
        assertThat(LineMerge.merge(POEM, crlf(ours), ours)).contains(ours);
        assertThat(LineMerge.merge(POEM, POEM + "\nsix", crlf(ours))).contains(crlf(ours + "\nsix"));
        assertThat(LineMerge.merge(POEM, ours, crlf(ours))).contains(crlf(ours));
        assertThat(LineMerge.merge(POEM, ours, crlf(POEM.replace("one", "uno"))))
                .isEmpty();
    }

    @Example
    void mixed_ends_of_their_lines_stay_as_they_are() {
        assertThat(LineMerge.merge("one\ntwo\nthree\nfour", "one\ntwo\nthree\n4\r", "ONE\r\ntwo\nthree\r\nfour"))
                .contains("ONE\r\ntwo\nthree\r\n4\r");
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    /** As long as an article can be, of lines that all differ, and of lines that are all alike. */
    @Example
    void the_longest_texts_are_merged_in_time() {
        for (String line : List.of("", "line %d of many")) {
            List<String> lines =
                    IntStream.range(0, 60_000).mapToObj(line::formatted).toList();
            String base = "first\n" + String.join("\n", lines) + "\nlast";
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(
                            LineMerge.merge(base, base.replace("first", "FIRST"), base.replace("last", "LAST")))
                    .contains(base.replace("first", "FIRST").replace("last", "LAST")));
        }
    }

    @Example
    void every_second_line_of_the_longest_text_is_changed_within_little_memory() {
        List<String> lines = new ArrayList<>(
                IntStream.range(0, 60_000).mapToObj("line %d"::formatted).toList());
        String base = String.join("\n", lines);
        String theirs = base + "x";
        IntStream.range(0, 29_999).forEach(i -> lines.set(2 * i, "ours " + i));
        String ours = String.join("\n", lines);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(LineMerge.merge(base, ours, theirs))
                .contains(ours + "x"));
    }

    @Example
    void the_same_line_is_a_conflict_and_so_are_lines_next_to_each_other() {
        assertThat(LineMerge.merge(POEM, POEM.replace("one", "1"), POEM.replace("one", "uno")))
                .isEmpty();
        assertThat(LineMerge.merge(POEM, POEM.replace("one", "1"), POEM.replace("two", "2")))
                .isEmpty();
        assertThat(LineMerge.merge(POEM, POEM + "\nsix", POEM + "\n6")).isEmpty();
        assertThat(LineMerge.merge("", "mine", "theirs")).isEmpty();
    }

    @Example
    void the_same_edit_of_both_is_made_once() {
        String ours = POEM.replace("one", "1").replace("five", "5");
        String theirs = POEM.replace("one", "1");
        assertThat(LineMerge.merge(POEM, ours, theirs)).contains(ours);
    }

    @Property(tries = 500)
    void who_changes_nothing_gets_the_other_text(@ForAll("texts") String base, @ForAll("texts") String other) {
        assertThat(LineMerge.merge(base, other, base)).contains(other);
        assertThat(LineMerge.merge(base, base, other)).contains(other);
        assertThat(LineMerge.merge(base, other, other)).contains(other);
    }

    @Property(tries = 500)
    void whose_edit_is_called_ours_does_not_matter(
            @ForAll("texts") String base, @ForAll("texts") String ours, @ForAll("texts") String theirs) {
        assertThat(LineMerge.merge(base, ours, theirs)).isEqualTo(LineMerge.merge(base, theirs, ours));
    }

    /** Every second line belongs to one of the two, and stays away from the lines of the other. */
    @Property(tries = 300)
    void no_edit_is_lost(@ForAll("places") List<Integer> ofOurs, @ForAll("places") List<Integer> ofTheirs) {
        List<String> base = IntStream.range(0, 60)
                .mapToObj(line -> line % 3 == 0 ? "line " + line : "")
                .toList();
        List<String> ours = edited(base, ofOurs, 0, "ours");
        List<String> theirs = edited(base, ofTheirs, 3, "theirs");
        List<String> both = edited(ours, ofTheirs, 3, "theirs");

        assertThat(LineMerge.merge(text(base), text(ours), text(theirs))).contains(text(both));
    }

    private static List<String> edited(List<String> lines, List<Integer> places, int offset, String by) {
        List<String> edited = new ArrayList<>(lines);
        places.forEach(place -> edited.set(6 * place + offset, "line " + place + " of " + by));
        return edited;
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }

    @Provide
    Arbitrary<List<Integer>> places() {
        return Arbitraries.integers().between(0, 9).list().uniqueElements().ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("", "a", "b", "c", "d").list().ofMaxSize(12).map(lines -> String.join("\n", lines));
    }
}
