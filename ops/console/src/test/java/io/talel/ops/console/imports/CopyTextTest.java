package io.talel.ops.console.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyTextTest {

    @Test
    void values_stand_between_tabs_and_special_characters_behind_backslashes() {
        assertThat(CopyText.values("7\t\\N\t\ta\\tb\\nc\\rd\\\\e\\b\\f\\v\t\\\\N"))
                .containsExactly("7", null, "", "a\tb\nc\rd\\e\b\f\u000B", "\\N");
    }
}
