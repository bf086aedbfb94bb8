package io.talel.ops.console.letters;

import io.talel.ops.console.command.Change;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Refused;
import io.talel.ops.console.command.Sides;
import io.talel.ops.console.log.Outcome;
import io.talel.query.deadletter.DeadLetterRetry;
import io.talel.query.deadletter.DeadLetterRetry.Retried;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "retry",
        description = "Tries the streams of these letters again, each in its order until one fails.",
        mixinStandardHelpOptions = true)
final class LettersRetryCommand implements Callable<Integer> {

    @Mixin
    private final Selection selection = new Selection();

    @Mixin
    private final Change change = new Change();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        Map<String, Set<String>> streams = selection.letters(console, spec).stream()
                .filter(DeadLetter::live)
                .collect(Collectors.groupingBy(
                        DeadLetter::projection,
                        TreeMap::new,
                        Collectors.mapping(DeadLetter::stream, Collectors.toCollection(TreeSet::new))));
        if (streams.isEmpty()) {
            throw new Refused("These letters are of generations that are not live.");
        }
        int number = streams.values().stream().mapToInt(Set::size).sum();
        return change.run(
                console,
                output,
                "dead-letters retry " + selection.words(),
                "%d streams of %s are tried again.".formatted(number, String.join(", ", streams.keySet())),
                () -> retry(console, streams));
    }

    private static Change.Done retry(Console console, Map<String, Set<String>> streams) {
        List<Retried> results = new ArrayList<>();
        try (Sides sides = Sides.start(console.settings())) {
            DeadLetterRetry letters = sides.get(DeadLetterRetry.class);
            streams.forEach((projection, names) -> results.addAll(letters.retry(projection, names)));
        }
        int taken = results.stream().mapToInt(Retried::taken).sum();
        int left = results.stream().mapToInt(Retried::left).sum();
        if (left > 0) {
            Retried first = results.stream()
                    .filter(result -> result.left() > 0)
                    .findFirst()
                    .orElseThrow();
            throw new Change.Stopped(
                    Outcome.FAILED,
                    "%d letters were taken, %d stay parked; %s: %s"
                            .formatted(taken, left, first.stream(), first.message()));
        }
        return new Change.Done(taken + " letters were taken.", Map.of("taken", taken, "streams", results));
    }
}
