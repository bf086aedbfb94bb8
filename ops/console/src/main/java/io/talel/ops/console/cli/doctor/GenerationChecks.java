package io.talel.ops.console.cli.doctor;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.projections.Generation;
import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.console.status.Lineage;
import io.talel.ops.console.status.PauseLimit;
import io.talel.ops.console.status.Problem;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks the generations, and leftovers of rebuilds and pauses. */
final class GenerationChecks {

    private static final String SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^[a-z_]+_g[0-9]+$'";

    static final List<Check> ALL = List.of(
            new Check("lineage of the read models", GenerationChecks::lineage),
            new Check("live generations", GenerationChecks::live),
            new Check("schemas of generations", GenerationChecks::schemas),
            new Check("numbers of articles", GenerationChecks::counts),
            new Check("kept generations", GenerationChecks::kept),
            new Check("dead rebuilds", GenerationChecks::rebuilds),
            new Check("pauses", GenerationChecks::pauses));

    private GenerationChecks() {}

    private static Finding lineage(DoctorContext context) throws SQLException {
        List<Problem> problems = Lineage.of(context.stores()).problems();
        return problems.isEmpty()
                ? Finding.ok("it is that of the event log")
                : Finding.problem(
                        problems.stream().map(Problem::problem).collect(Collectors.joining(" ")),
                        problems.getFirst().remedy());
    }

    private static Finding live(DoctorContext context) throws SQLException {
        List<String> without = projections(context).stream()
                .filter(projection -> projection.live().isEmpty())
                .map(Projection::name)
                .toList();
        return Finding.problem(
                        "There is none of %s.",
                        "`projections switch P --to G` makes a kept one live; a node that starts makes a first one.")
                .about(without, "every projection has one");
    }

    private static Finding schemas(DoctorContext context) throws SQLException {
        Set<String> there = new TreeSet<>(Rows.texts(context.readModelOwner(), SCHEMAS));
        Set<String> registered = projections(context).stream()
                .flatMap(projection -> projection.generations().stream())
                .map(Generation::schema)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>(registered);
        missing.removeAll(there);
        there.removeAll(registered);
        if (!missing.isEmpty()) {
            return Finding.problem(
                    "Registered, but not there: " + String.join(", ", missing) + ".",
                    "Rebuild the projection; reads fail if it is the live one.");
        }
        return Finding.warning(
                        "Left over: %s.", "No registered generation uses them: DROP SCHEMA ... CASCADE as the owner.")
                .about(there, "each belongs to a registered generation");
    }

    private static Finding counts(DoctorContext context) throws SQLException {
        if (!Rows.is(context.readModelOwner(), READ_MODEL.get("has-article-counts"))) {
            return Finding.ok("there are no articles yet");
        }
        long wrong = Rows.number(context.readModelOwner(), READ_MODEL.get("miscounted-authors"));
        return wrong == 0
                ? Finding.ok("each author's is right")
                : Finding.problem(
                        "The kept number of articles is wrong for " + Words.count(wrong, "author", "authors") + ".",
                        "`projections rebuild article` counts anew; lists of these authors show the wrong total until then.");
    }

    private static Finding kept(DoctorContext context) throws SQLException {
        Instant now = Rows.now(context.stores().readModel());
        List<String> expired = projections(context).stream()
                .flatMap(projection -> projection.generations().stream())
                .filter(generation ->
                        generation.keepUntil() != null && generation.keepUntil().isBefore(now))
                .map(Generation::schema)
                .toList();
        return Finding.warning(
                        "Expired: %s.",
                        "They may have rows of erased persons. A node removes them within an hour, or its log says why not.")
                .about(expired, "none has expired");
    }

    private static Finding rebuilds(DoctorContext context) throws SQLException {
        List<String> dead = projections(context).stream()
                .map(Projection::rebuild)
                .filter(Objects::nonNull)
                .filter(LastRebuild::dead)
                .map(rebuild -> "%s (%s, since %s)"
                        .formatted(rebuild.projection(), rebuild.process(), Words.time(rebuild.updatedAt())))
                .toList();
        return Finding.warning(
                        "Cut off: %s.",
                        "The live generation is untouched; start the rebuild again, it clears up first.")
                .about(dead, "none was cut off");
    }

    private static Finding pauses(DoctorContext context) throws SQLException {
        Instant now = Rows.now(context.stores().readModel());
        List<String> old = projections(context).stream()
                .map(Projection::pause)
                .filter(Objects::nonNull)
                .filter(pause -> PauseLimit.isPassed(pause, now))
                .map(pause ->
                        "%s since %s by %s".formatted(pause.projection(), Words.time(pause.since()), pause.operator()))
                .toList();
        return old.isEmpty()
                ? Finding.ok("none is older than " + PauseLimit.LONGEST_IN_WORDS)
                : Finding.problem(
                        String.join("; ", old) + ".", "`projections resume P`: readers see old rows meanwhile.");
    }

    private static List<Projection> projections(DoctorContext context) throws SQLException {
        return new ProjectionQuery(context.stores().readModel()).all();
    }
}
