package io.talel.ops.backup.restore.copy;

import io.talel.ops.backup.dump.BinaryCopy;
import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.runs.Progress;
import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the copied rows from the target again and compares them with the dump byte by byte. */
public final class ReadBack {

    private final Connection target;

    public ReadBack(Connection target) throws SQLException {
        this.target = target;
        try (Statement statement = target.createStatement()) {
            // Reads in index order or in storage order; sorting would need too much memory and disk.
            statement.execute("SET enable_sort = off; SET synchronize_seqscans = off");
        }
    }

    /** Checks a table that was copied whole; must run before its rows change. */
    public void table(DumpedTable table, List<Copied> copied) throws SQLException, IOException {
        DumpComparison comparison = new DumpComparison(table.name(), copied, (_, _, _) -> {}, 0);
        BinaryCopy.out(
                target, "SELECT %s FROM %s".formatted(Column.names(table.columns()), table.name()), comparison::row);
        comparison.end();
    }

    /** Checks that the log holds exactly the copied events. */
    public void events(List<Manifest> chain, long end, List<Copied> copied, Progress progress)
            throws SQLException, IOException {
        long total = copied.stream().mapToLong(Copied::rows).sum();
        long done = 0;
        for (int i = 0; i < chain.size(); i++) {
            Manifest backup = chain.get(i);
            List<Copied> mine = copied.stream()
                    .filter(rows -> rows.backup().id().equals(backup.id()))
                    .toList();
            DumpComparison comparison = new DumpComparison(DumpedTable.EVENTS, mine, progress, total);
            comparison.done = done;
            String columns = columnsOfLog(backup);
            for (String where : whereIn(chain, i, end)) {
                BinaryCopy.out(
                        target,
                        "SELECT %s FROM %s WHERE %s ORDER BY global_index"
                                .formatted(columns, DumpedTable.EVENTS, where),
                        comparison::row);
            }
            comparison.end();
            done = comparison.done;
        }
        progress.at(done, total, "checks");
    }

    /**
     * Conditions that select the events of a backup: its late events, then its new ones. Events that a later backup holds as
     * late ones are left out.
     */
    private static List<String> whereIn(List<Manifest> chain, int number, long end) {
        Manifest backup = chain.get(number);
        String later = chain.subList(number + 1, chain.size()).stream()
                .flatMap(after -> after.eventRange().late().stream())
                .filter(place -> place > backup.eventRange().after())
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        String late = backup.eventRange().late().stream()
                .filter(place -> place <= end)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return List.of(
                "global_index = ANY ('{%s}'::bigint[])".formatted(late),
                "global_index > %d AND global_index <= %d AND global_index <> ALL ('{%s}'::bigint[])"
                        .formatted(
                                backup.eventRange().after(),
                                Math.min(end, backup.eventRange().to()),
                                later));
    }

    /** Columns of the log in that backup: a migration may change them between two backups of a chain. */
    private static String columnsOfLog(Manifest backup) {
        return backup.tables().stream()
                .filter(table -> table.name().equals(DumpedTable.EVENTS))
                .map(table -> Column.names(table.columns()))
                .findFirst()
                .orElseThrow();
    }

    /** Compares rows with the chunks that they were copied from. */
    private static final class DumpComparison {

        private final String table;
        private final Iterator<Copied> chunks;
        private final Progress progress;
        private final long total;
        private final MessageDigest hash = Hash.sha256();
        private @Nullable Copied chunk;
        private long left;
        private long done;

        DumpComparison(String table, List<Copied> copied, Progress progress, long total) {
            this.table = table;
            this.chunks = copied.iterator();
            this.progress = progress;
            this.total = total;
        }

        void row(byte[] bytes, int offset, int length) throws IOException {
            while (left == 0) {
                if (!chunks.hasNext()) {
                    throw new RestoreMismatch("%s holds rows that were not dumped".formatted(table));
                }
                chunk = chunks.next();
                left = chunk.rows();
            }
            hash.update(bytes, offset, length);
            left--;
            done++;
            if (left == 0) {
                requireSame(Objects.requireNonNull(chunk));
                progress.at(done, total, "checks");
            }
        }

        private void requireSame(Copied rows) throws RestoreMismatch {
            if (!Hash.hex(hash.digest()).equals(rows.sha256())) {
                throw new RestoreMismatch("the rows of chunk %s of backup %s"
                        .formatted(rows.object(), rows.backup().id()));
            }
        }

        void end() throws RestoreMismatch {
            if (left > 0 || chunks.hasNext()) {
                throw new RestoreMismatch("%s lacks rows".formatted(table));
            }
        }
    }
}
