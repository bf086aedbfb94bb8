package io.talel.kernel.article.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.InvalidValue;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

    @Test
    void tags_keep_their_order_and_case_without_the_blanks_around_them_and_in_nfc() {
        assertThat(tags(" Zoo ", "e\u0301te\u0301").values()).containsExactly("Zoo", "\u00e9t\u00e9");
    }

    @Test
    void no_tag_is_named_twice_in_whatever_case_or_form() {
        assertInvalid("'tags' must not name a tag twice", "Java", "java ");
        assertInvalid("'tags' must not name a tag twice", "\u00e9", "E\u0301");
    }

    @Test
    void readers_look_a_tag_up_by_its_characters_in_lower_case() {
        assertThat(Tags.lower("Zoo \ud801\udc00")).isEqualTo("zoo \ud801\udc28");
        assertThat(Tags.lower("\u0130stanbul")).isEqualTo("istanbul");
        assertThat(Tags.lower("\u03a3\u039f\u03a6\u039f\u03a3")).isEqualTo("\u03c3\u03bf\u03c6\u03bf\u03c3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_tag_is_not_empty(String tag) {
        assertInvalid("'tags' must not be empty", tag);
    }

    @Test
    void fifty_characters_are_a_tag_and_one_more_is_not() {
        assertThat(tags("\ud83d\ude00".repeat(50)).values()).hasSize(1);
        assertInvalid("'tags' must be at most 50 characters long", "x".repeat(51));
    }

    @Test
    void a_tag_is_text_that_can_be_stored() {
        assertInvalid("'tags' must not contain a NUL character", "a\0b");
        assertInvalid("'tags' must be valid Unicode text", "\ud83d");
    }

    @Test
    void twenty_tags_are_accepted_and_one_more_is_not() {
        assertThat(numbered(20).values()).hasSize(20);
        assertThatThrownBy(() -> numbered(21)).isInstanceOf(InvalidValue.class).hasMessage("'tags' must be at most 20");
        assertThatThrownBy(() -> new Tags(Collections.nCopies(21, "x"))).hasMessage("'tags' must be at most 20");
    }

    @Test
    void an_edit_adds_and_removes_what_it_has_added_and_removed_and_nothing_else() {
        Tags base = tags("a", "b", "c");
        assertThat(tags("a", "c", "mine").applyTo(base, tags("b", "c", "theirs")))
                .isEqualTo(tags("c", "theirs", "mine"));
        assertThat(tags("A", "b", "c").applyTo(base, tags("c", "a"))).isEqualTo(tags("c", "A"));
    }

    @Test
    void two_edits_may_be_too_many_together() {
        assertThatThrownBy(() -> tags("mine").applyTo(Tags.NONE, numbered(20))).isInstanceOf(InvalidValue.class);
    }

    private static Tags numbered(int count) {
        return new Tags(IntStream.range(0, count).mapToObj(i -> "tag " + i).toList());
    }

    private static Tags tags(String... tags) {
        return new Tags(List.of(tags));
    }

    private static void assertInvalid(String message, String... tags) {
        assertThatThrownBy(() -> tags(tags)).isInstanceOf(InvalidValue.class).hasMessage(message);
    }
}
