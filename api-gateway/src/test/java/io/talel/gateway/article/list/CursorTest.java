package io.talel.gateway.article.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.view.ArticlePosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "1772440200123456, 42", "253402300799999999, 9223372036854775807"})
    void a_cursor_leads_back_to_its_position(long micros, long id) {
        ArticlePosition position =
                new ArticlePosition(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new ArticleId(id));

        assertThat(Cursor.position(Cursor.of(position))).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAA", "2026-03-01", "1", "\u00e4", " ", "AAAA", "AAAAAAAA"})
    void another_text_is_no_cursor(String text) {
        assertThatThrownBy(() -> Cursor.position(text)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> Cursor.name(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void a_cursor_with_one_other_character_is_none() {
        String cursor = Cursor.of(new ArticlePosition(Instant.EPOCH, new ArticleId(42)));
        for (int i = 0; i < cursor.length() - 1; i++) {
            String changed = cursor.substring(0, i) + (cursor.charAt(i) == 'x' ? 'y' : 'x') + cursor.substring(i + 1);
            assertThatThrownBy(() -> Cursor.position(changed)).as(changed).isInstanceOf(InvalidValue.class);
        }
    }

    @Test
    void a_cursor_of_another_list_is_none() {
        assertThatThrownBy(() -> Cursor.position(Cursor.of("java"))).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "häuser & 漢字", "c#"})
    void a_cursor_leads_back_to_its_name(String name) {
        assertThat(Cursor.name(Cursor.of(name))).isEqualTo(name);
    }

    @Test
    void at_a_time_nothing_is_what_had_been_published_by_then() {
        Instant then = Instant.parse("2026-03-01T09:30:00Z");
        assertThat(Cursor.position(null, then)).isEqualTo(new ArticlePosition(then, new ArticleId(Long.MAX_VALUE)));
        assertThat(Cursor.position("", then)).isEqualTo(Cursor.position(null, then));
        ArticlePosition last = new ArticlePosition(then, new ArticleId(42));
        assertThat(Cursor.position(Cursor.of(last), then)).isEqualTo(last);
        assertThatThrownBy(() -> Cursor.position(Cursor.of(last), then.minusNanos(1_000)))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("'at'");
        assertThatThrownBy(() -> Cursor.position("x", then)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void nothing_is_the_beginning() {
        assertThat(Cursor.position(null)).isEqualTo(ArticlePosition.BEGINNING);
        assertThat(Cursor.position("")).isEqualTo(ArticlePosition.BEGINNING);
        assertThat(Cursor.name(null)).isEmpty();
    }
}
