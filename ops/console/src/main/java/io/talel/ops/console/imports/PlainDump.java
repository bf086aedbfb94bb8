package io.talel.ops.console.imports;

import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import java.io.LineNumberReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of pg_dump in its plain format. The backup script of the replaced service wrote it through a terminal: lines may
 * end in CRLF, and warnings may stand between them.
 */
record PlainDump(Path file) implements OldTables {

    private static final Pattern COPY = Pattern.compile("COPY (?:[\\w\"$]+\\.)?\"?(\\w+)\"? \\((.*)\\) FROM stdin;");

    private static final String END_OF_TABLE = "\\.";
    private static final String END = "-- PostgreSQL database dump complete";

    @Override
    public void each(Table table, RowReader reader) throws SQLException, IOException {
        try (LineNumberReader lines = new LineNumberReader(Files.newBufferedReader(file))) {
            boolean found = false;
            boolean complete = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher copy = COPY.matcher(line);
                if (copy.matches()) {
                    boolean wanted = copy.group(1).equals(table.title());
                    rows(lines, columns(copy.group(2)), wanted ? table : null, reader);
                    found |= wanted;
                }
                complete |= line.equals(END);
            }
            if (!complete) {
                throw cutOff();
            }
            if (!found) {
                throw new Refused(
                        "%s has no rows of table %s that pg_dump wrote with COPY".formatted(file, table.title()));
            }
        } catch (CharacterCodingException _) {
            throw new Refused("%s is not in UTF-8".formatted(file));
        }
    }

    /** @param table null if the rows are not wanted */
    private void rows(LineNumberReader lines, List<String> columns, @Nullable Table table, RowReader reader)
            throws SQLException, IOException {
        if (table != null) {
            table.requireColumns(columns);
        }
        for (String line = lines.readLine(); !END_OF_TABLE.equals(line); line = lines.readLine()) {
            if (line == null) {
                throw cutOff();
            }
            if (table != null && !line.isEmpty()) {
                reader.read(OldRow.of(table, lines.getLineNumber(), columns, CopyText.values(line)));
            }
        }
    }

    private static List<String> columns(String list) {
        return Arrays.stream(list.split(", "))
                .map(name -> name.replace("\"", ""))
                .toList();
    }

    private Refused cutOff() {
        return new Refused("%s ends early: pg_dump writes as the last line: %s".formatted(file, END));
    }
}
