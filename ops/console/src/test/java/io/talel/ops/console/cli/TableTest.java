package io.talel.ops.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TableTest {

    @Test
    void columns_are_aligned_and_numbers_stand_to_the_right() {
        Table table = new Table("NAME", "EVENTS").row("article", 7).row("user", 1200);

        assertThat(printed(table, Ansi.OFF).lines())
                .containsExactly("NAME     EVENTS", "article       7", "user       1200");
    }

    @Test
    void colours_are_for_terminals() {
        Table table = new Table("NAME", "STATE").row("user", "running").alarmingRow("article", "error");

        assertThat(printed(table, Ansi.OFF)).doesNotContain("\033");
        assertThat(printed(table, Ansi.ON).lines()).contains("user     running", "\033[31marticle  error\033[0m");
    }

    @Test
    void what_a_cell_quotes_cannot_steer_the_terminal() {
        Table table = new Table("REASON").row("harmless\033[2J\nreally");

        assertThat(printed(table, Ansi.OFF).lines()).containsExactly("REASON", "harmless [2J really");
    }

    private static String printed(Table table, Ansi ansi) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out, true), ansi);
        return out.toString();
    }
}
