package io.talel.ops.console.status;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.store.Stores;
import io.talel.ops.console.letters.LetterQuery;
import io.talel.ops.console.letters.LetterQuery.LetterCount;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the state of the log and its processors; claims and changes nothing. */
record StatusQuery(Stores stores, BackupAgeLimits limits) {

    private static final Rows.Row<ProcessorFailure> FAILURE = Rows.to(ProcessorFailure.class);

    Status run() throws SQLException {
        // Reads positions first: an event appended afterwards counts as waiting, never the other way round.
        Map<String, List<Token>> tokens = TokenQuery.run(stores.readModel()).stream()
                .collect(Collectors.groupingBy(Token::processor, TreeMap::new, Collectors.toList()));
        List<Projection> projections = new ProjectionQuery(stores.readModel()).all();
        Map<String, List<ProcessorFailure>> failures = failures();
        Map<String, LetterCount> letters = new LetterQuery(stores.readModel())
                .counts().stream().collect(Collectors.toMap(LetterCount::projection, Function.identity()));
        long head = Rows.number(stores.eventStore(), EVENT_STORE.get("log-end"));

        List<ProcessorStatus> known = new ArrayList<>();
        for (Projection projection : projections) {
            String name = projection.name();
            known.add(status(
                    name,
                    projection,
                    head,
                    tokens.getOrDefault(name, List.of()),
                    failures.getOrDefault(name, List.of()),
                    letters.getOrDefault(name, LetterCount.NONE)));
        }
        Set<String> names = projections.stream().map(Projection::name).collect(Collectors.toSet());
        List<ProcessorStatus> others = new ArrayList<>();
        for (Map.Entry<String, List<Token>> of : tokens.entrySet()) {
            if (!names.contains(of.getKey())) {
                others.add(status(
                        of.getKey(),
                        null,
                        head,
                        of.getValue(),
                        failures.getOrDefault(of.getKey(), List.of()),
                        LetterCount.NONE));
            }
        }
        List<String> nodes =
                Rows.texts(stores.readModel(), READ_MODEL.get("nodes"), TokenQuery.RECLAIMED_WITHIN.toSeconds());
        return new Status(
                Rows.now(stores.readModel()),
                head,
                known,
                others,
                nodes,
                Lineage.of(stores),
                new BackupStatusQuery(stores.eventStore(), limits).run());
    }

    private ProcessorStatus status(
            String name,
            @Nullable Projection projection,
            long head,
            List<Token> tokens,
            List<ProcessorFailure> failures,
            LetterCount letters)
            throws SQLException {
        WaitingEvents waiting = WaitingEvents.of(stores.eventStore(), projection == null ? "" : name + "-", tokens);
        List<SegmentStatus> segments = tokens.stream()
                .map(token -> new SegmentStatus(
                        token.segment(),
                        Math.max(0, token.index()),
                        token.owner(),
                        token.ownerAlive(),
                        token.ownerSince(),
                        waiting.events(token.segment()),
                        waiting.oldest(token.segment()),
                        token.progressedAt()))
                .toList();
        ProcessorDiagnosis diagnosis = new ProcessorDiagnosis(
                name,
                Rows.now(stores.readModel()),
                segments,
                waiting,
                failures,
                letters,
                projection == null ? null : projection.rebuild(),
                projection == null ? null : projection.pause(),
                projection == null ? null : projection.resumedAt());
        Long first = waiting.first();
        return new ProcessorStatus(
                name,
                projection == null
                        ? null
                        : projection.live().map(live -> live.number()).orElse(null),
                diagnosis.state(),
                first == null ? head : first - 1,
                head,
                waiting.events(),
                waiting.more(),
                seconds(waiting.oldest()),
                segments,
                failures,
                letters.letters(),
                letters.streams(),
                diagnosis.rebuild(),
                diagnosis.pause(),
                diagnosis.problems());
    }

    /** Age of an event, by the clock of its database. */
    private double seconds(@Nullable Instant oldest) throws SQLException {
        return oldest == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(oldest, Rows.now(stores.eventStore())).toMillis() / 1000.0);
    }

    private Map<String, List<ProcessorFailure>> failures() throws SQLException {
        Map<String, List<ProcessorFailure>> failures = new TreeMap<>();
        Rows.list(stores.readModel(), READ_MODEL.get("failures"), row -> failures.computeIfAbsent(
                        row.getString("processor_name"), _ -> new ArrayList<>())
                .add(FAILURE.of(row)));
        return failures;
    }
}
