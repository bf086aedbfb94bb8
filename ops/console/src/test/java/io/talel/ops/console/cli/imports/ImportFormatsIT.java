package io.talel.ops.console.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that an import reads: dumps, whole and damaged, and tables as CSV. */
class ImportFormatsIT {

    private static final String SUMMER = "2021-07-01 12:00:00.123456";

    private final ImportTarget target = ImportTarget.create();
    private final OldService old = new OldService();

    @TempDir
    private Path directory;

    @Test
    void a_dump_that_came_through_a_terminal_is_read_and_a_damaged_row_reported() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "Hello", "hello", "line\nline", "");
        String text = Files.readString(dump())
                .replace("FROM stdin;\n", "FROM stdin;\npg_dump: warning: something\n")
                .replace("\n", "\r\n");

        Result result = target.importFrom(Files.writeString(directory.resolve("dump"), text));

        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.json().path("message").asString())
                .contains("1 person, 1 article and 0 images")
                .contains("of table article does not have a value for each column");
        assertThat(target.query("SELECT payload ->> 'body' FROM event_store.event_log WHERE stream = 'article-7'"))
                .containsExactly("line\nline");
    }

    @Test
    void a_dump_that_was_cut_off_is_refused_before_anything_is_recorded() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "Hello", "hello", "", "");
        String whole = Files.readString(dump());

        for (String end : List.of("-- PostgreSQL database dump complete", "\\.", "COPY public.\"user\"")) {
            Path file = Files.writeString(directory.resolve("cut"), whole.substring(0, whole.lastIndexOf(end)));
            Result result = target.importFrom(file);
            assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(target.events()).isEmpty();
    }

    @Test
    void tables_as_csv_are_imported_too() throws IOException {
        old.user(3, "ada", SUMMER).article(7, 3, "A, \"B\"", "a-b", "one\n\"two\", \\three", "");

        Result result = target.importFrom(old.csv(directory.resolve("tables")));

        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        assertThat(target.query("SELECT (payload ->> 'title') || (payload ->> 'body') FROM event_store.event_log"
                        + " WHERE stream = 'article-7'"))
                .containsExactly("A, \"B\"one\n\"two\", \\three");
    }

    private Path dump() throws IOException {
        return old.dump(directory.resolve("dump.sql"));
    }
}
