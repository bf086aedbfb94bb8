package io.talel.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSwitchesTest {

    @Test
    void a_switch_over_events_names_all_of_them_so_that_a_new_one_does_not_compile() throws IOException {
        EventSwitches switches = EventSwitches.of(JavaFiles.parsed(JavaFiles.ofProduct()));
        assertThat(switches.found()).hasSizeGreaterThan(5);
        assertThat(switches.open()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "switch (event) { case UserRemoved e -> {} default -> {} }",
                "switch (event) { case ArticleEvent.ArticleRemoved(var id) -> {} default -> {} }",
                "switch (event) { case ImageRemoved _ -> {} case ImageEvent other -> {} }",
                "int i = switch (event) { case UserRemoved e -> 1; default -> 2; };"
            })
    void a_switch_that_takes_what_it_does_not_name_breaks_the_rule(String statement) throws IOException {
        String source = "class Sample { void on(Object event) { " + statement + " } }";
        assertThat(EventSwitches.of(JavaFiles.parsed(source)).open()).hasSize(1);
    }
}
