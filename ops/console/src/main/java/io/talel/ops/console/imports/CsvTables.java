package io.talel.ops.console.imports;

import io.talel.ops.backup.outcome.Refused;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Files {@code account.csv}, {@code user.csv} and {@code article.csv}, as {@code \copy ... CSV HEADER} writes them. */
record CsvTables(Path directory) implements OldTables {

    @Override
    public void each(Table table, RowReader reader) throws SQLException, IOException {
        Path file = directory.resolve(table.title() + ".csv");
        if (!Files.exists(file)) {
            throw new Refused("%s is missing".formatted(file));
        }
        try (BufferedReader text = Files.newBufferedReader(file)) {
            CsvReader csv = new CsvReader(text);
            List<@Nullable String> header = csv.next();
            if (header == null) {
                throw new Refused("%s is empty: its first line has to name the columns".formatted(file));
            }
            List<String> columns = header.stream()
                    .map(name -> Objects.requireNonNullElse(name, ""))
                    .toList();
            table.requireColumns(columns);
            long line = csv.line();
            for (List<@Nullable String> row = csv.next(); row != null; row = csv.next()) {
                reader.read(OldRow.of(table, line, columns, row));
                line = csv.line();
            }
        } catch (CharacterCodingException _) {
            throw new Refused("%s is not in UTF-8".formatted(file));
        } catch (EOFException _) {
            throw new Refused("%s ends early, within quotes".formatted(file));
        }
    }
}
