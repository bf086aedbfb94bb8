package io.talel.ops.benchmark;

import io.talel.ops.benchmark.http.HttpConnection;
import io.talel.ops.benchmark.http.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Row (e): an operator rebuilds the articles of this run by {@code ops/talelio}, filled, indexed, compared row by row and
 * swapped, beside the API process that serves requests them, against COPY of the log out plus COPY of the rows into a table
 * like theirs. Every article that is published meanwhile is read five times at once; one that is not there ends the benchmark.
 */
final class RebuildRow {

    private static final int WRITES_A_SECOND = 20;
    private static final int READS_OF_EACH = 5;

    private static final String EVENTS =
            "copy (select * from event_store.domain_event order by global_index) to stdout";
    private static final String TABLE =
            "drop table if exists raw_article; create table raw_article (like %s including all)";

    private RebuildRow() {}

    static void measure(BenchmarkServers servers, BenchmarkedApp talelio, ResultTable table) throws Exception {
        Round copies;
        try (Connection owner = servers.database()) {
            copies = copies(servers, owner);
        }
        Path output = servers.scratch("rebuild.json");
        CpuTime before = servers.cpuOfCommands();
        Process operator = servers.operator(
                output, "projections", "rebuild", "article", "--reason", "benchmark", "--yes", "-o", "json");
        load(talelio, operator);
        if (operator.waitFor() != 0) {
            throw new IllegalStateException("the rebuild failed: " + Files.readString(output));
        }
        CpuTime cpu = servers.cpuOfCommands().since(before);
        JsonNode report = JsonMapper.shared().readTree(output.toFile()).path("report");
        Round rebuild = new Round(
                report.path("events").asLong(), duration(report, "took").toMillis() / 1e3, cpu);
        table.add(Row.ofRate("(e) rebuild of articles, beside 20 writes/s and 100 reads/s", rebuild)
                .against(copies, Aims.REBUILD));
        long frozen = duration(report, "frozen").toMillis();
        table.add(new Row("(e) writes held up by its swap", frozen + " ms", rebuild)
                .atMost("ms", Aims.SWAP_MILLIS, frozen));
    }

    private static Duration duration(JsonNode report, String name) {
        return JsonMapper.shared().treeToValue(report.path(name), Duration.class);
    }

    private static void load(BenchmarkedApp talelio, Process operator) throws IOException {
        try (RequestLoop author = talelio.author("rebuilder").publishing();
                HttpConnection reader = new HttpConnection(talelio.port())) {
            for (long due = System.nanoTime(); operator.isAlive(); due += 1_000_000_000 / WRITES_A_SECOND) {
                LockSupport.parkNanos(due - System.nanoTime());
                byte[] request = Requests.get("/v1/articles/" + author.answer().member("slug"));
                for (int read = 0; read < READS_OF_EACH; read++) {
                    reader.exchange(request).expect(200);
                }
            }
        }
    }

    /** Events per second of both, one after the other. */
    private static Round copies(BenchmarkServers servers, Connection owner) throws SQLException, IOException {
        Path rows = servers.scratch("articles.copy");
        String articles = BenchmarkServers.articles(owner);
        CopyManager copy = owner.unwrap(PGConnection.class).getCopyAPI();
        try (OutputStream out = Files.newOutputStream(rows)) {
            copy.copyOut("copy " + articles + " to stdout (format binary)", out);
        }
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < AlternatingRounds.ROUNDS; i++) {
            try (Statement statement = owner.createStatement();
                    InputStream in = Files.newInputStream(rows)) {
                statement.execute(TABLE.formatted(articles));
                CpuTime before = servers.cpuOfCommands();
                long start = System.nanoTime();
                copy.copyOut(EVENTS + " (format binary)", OutputStream.nullOutputStream());
                long copied = copy.copyIn("copy raw_article from stdin (format binary)", in, 1 << 16);
                double seconds = (System.nanoTime() - start) / 1e9;
                rounds.add(new Round(copied, seconds, servers.cpuOfCommands().since(before)));
            }
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute("drop table raw_article");
        }
        return Round.median(rounds);
    }
}
