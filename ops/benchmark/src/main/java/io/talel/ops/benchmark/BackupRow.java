package io.talel.ops.benchmark;

import io.talel.ops.localstack.LocalS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Row (f): {@code ops/talelio restore} of a backup of the log of (c) into an empty database, against COPY of the same rows into a
 * table like theirs; and {@code ops/talelio backup run --full} of a longer log, compressed, encrypted and put into S3, against COPY
 * of its rows out. Both from processes that start cold, by the times that they record themselves: the start of the JVM is not
 * counted, nor is what a restore does after the rows are there. No node runs beside.
 */
final class BackupRow {

    private static final String[] BACKUP = {"backup", "run", "--full", "-o", "json"};
    private static final double AIM = 0.6;
    private static final long AIM_MEGABYTES = 256;
    private static final String RESTORED = "restored";

    /** A backup starts with code that is cold: of a log of 200,000 events, dumped in three seconds, that is a fourth. */
    private static final long EVENTS_TO_DUMP = 600_000;

    private BackupRow() {}

    static List<Row> measure(Servers servers) throws Exception {
        servers.stopApi();
        try (LocalS3 s3 = servers.s3();
                Connection log = servers.database();
                Connection restored = servers.emptyDatabase(RESTORED)) {
            List<Row> rows = new ArrayList<>(restore(servers, s3, log, restored));
            LogGrowth.growTo(log, EVENTS_TO_DUMP);
            rows.addAll(dump(servers, s3, log));
            return rows;
        }
    }

    private static List<Row> restore(Servers servers, LocalS3 s3, Connection log, Connection restored)
            throws Exception {
        Path rows = servers.scratch("events.copy");
        Path report = servers.scratch("restore-report.json");
        servers.talelio(s3, BACKUP);
        CpuTime before = servers.cpuOfCommands(s3);
        TalelioProcess restore = servers.talelio(
                s3,
                "restore",
                "--from",
                "latest",
                "--into",
                servers.url(RESTORED),
                "--report",
                report.toString(),
                "-o",
                "json");
        Round copied = copied(report, servers.cpuOfCommands(s3).since(before));
        CopyEvents.keep(log, rows);
        return List.of(
                Row.ofRate(
                        "(f) restore of the log", copied, rawIn(restored, rows, () -> servers.cpuOfCommands(s3)), AIM),
                memory("(f) memory of the restore, at most", restore, copied));
    }

    private static List<Row> dump(Servers servers, LocalS3 s3, Connection log) throws Exception {
        CpuTime before = servers.cpuOfCommands(s3);
        TalelioProcess backup = servers.talelio(s3, BACKUP);
        Round dumped = dumped(log, servers.cpuOfCommands(s3).since(before));
        return List.of(
                Row.ofRate("(f) backup of the log", dumped, rawOut(log, () -> servers.cpuOfCommands(s3)), AIM),
                memory("(f) memory of the backup, at most", backup, dumped));
    }

    private static Row memory(String what, TalelioProcess process, Round round) {
        return new Row(
                what,
                String.format(Locale.ROOT, "%d MB", process.mostMemory() / 1_000_000),
                "",
                "",
                String.format(Locale.ROOT, "< %d MB", AIM_MEGABYTES),
                round);
    }

    private static Round dumped(Connection log, CpuTime cpu) throws SQLException {
        try (var statement = log.createStatement();
                var run = statement.executeQuery("""
                        select (select count(*) from event_store.domain_event),
                               extract(epoch from finished_at - started_at)
                        from operations.backup_run where outcome = 'done' order by id desc limit 1""")) {
            run.next();
            return new Round(run.getLong(1), run.getDouble(2), cpu);
        }
    }

    private static Round copied(Path report, CpuTime cpu) throws IOException {
        JsonNode json = JsonMapper.shared().readTree(Files.readString(report));
        for (JsonNode phase : json.path("report").path("phases")) {
            if (phase.path("name").asString().equals("events")) {
                return new Round(
                        phase.path("rows").asLong(), phase.path("seconds").asDouble(), cpu);
            }
        }
        throw new IllegalStateException("the report of the restore has no phase of events");
    }

    private static Round rawOut(Connection log, Supplier<CpuTime> cpu) throws SQLException, IOException {
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < Options.ROUNDS; round++) {
            rounds.add(CopyRows.out(log, cpu));
        }
        return Round.median(rounds);
    }

    private static Round rawIn(Connection restored, Path rows, Supplier<CpuTime> cpu) throws SQLException, IOException {
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < Options.ROUNDS; round++) {
            rounds.add(CopyEvents.in(restored, rows, cpu));
        }
        return Round.median(rounds);
    }
}
