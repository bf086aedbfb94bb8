package io.talel.ops.console.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

    @Test
    void quotes_hold_commas_line_breaks_and_quotes() throws IOException {
        CsvReader csv = new CsvReader(new StringReader("a,,\"\",\"b,\"\"c\"\"\nd\"\r\ne\n\"f\""));

        assertThat(csv.next()).containsExactly("a", null, "", "b,\"c\"\nd");
        assertThat(csv.line()).isEqualTo(3);
        assertThat(csv.next()).containsExactly("e");
        assertThat(csv.next()).containsExactly("f");
        assertThat(csv.next()).isNull();
    }

    @Test
    void a_text_that_ends_within_quotes_was_cut_off() {
        CsvReader csv = new CsvReader(new StringReader("a,\"b"));

        assertThatExceptionOfType(EOFException.class).isThrownBy(csv::next);
    }
}
