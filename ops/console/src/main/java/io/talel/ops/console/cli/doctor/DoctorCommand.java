package io.talel.ops.console.cli.doctor;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.Database;
import io.talel.ops.console.cli.CommandContext;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.StoreCommand;
import io.talel.ops.console.cli.doctor.Finding.Severity;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description =
                "Checks databases, log, claims, generations, Redis and the needs of backups; names a remedy for each"
                        + " problem, and exits with 3 if there is one.")
public final class DoctorCommand extends StoreCommand {

    private static final Map<Severity, String> STYLES = Map.of(
            Severity.ok, "green", Severity.unknown, "faint", Severity.warning, "yellow", Severity.problem, "red,bold");

    private static final List<Check> CHECKS = Stream.of(
                    DatabaseChecks.ALL, LogChecks.ALL, GenerationChecks.ALL, RedisChecks.ALL, BackupChecks.ALL)
            .flatMap(List::stream)
            .toList();

    @Option(
            names = "--config",
            description =
                    "Only shows which variables are set and from where, and what is wrong with them; never a secret.")
    private boolean config;

    @Override
    protected int run(CommandContext context) throws SQLException, IOException {
        return config ? configuration(context) : stores(context);
    }

    private int configuration(CommandContext context) {
        ConfigurationReport report = ConfigurationReport.of(
                ((CommandContext.Root) spec.root().userObject()).environment(), context.settings());
        boolean healthy = isHealthy(report.findings());
        context.show(Map.of("healthy", healthy, "variables", report.variables(), "findings", report.findings()), () -> {
            context.print(report.table());
            report.findings().forEach(finding -> print(finding, context));
        });
        return healthy ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private static int stores(CommandContext context) throws SQLException, IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(reach(context.settings().eventStore()).of("event store's database"));
        findings.add(reach(context.settings().readModel()).of("read models' database"));
        if (isHealthy(findings)) {
            try (DoctorContext doctor = DoctorContext.of(context.settings(), context.clock())) {
                for (Check check : CHECKS) {
                    findings.add(check.of(doctor));
                }
            }
        } else {
            CHECKS.forEach(check -> findings.add(Finding.notLookedAt().of(check.name())));
        }
        return show(findings, context);
    }

    /** @return the exit code */
    static int show(List<Finding> findings, CommandContext context) {
        boolean healthy = isHealthy(findings);
        context.show(
                Map.of("healthy", healthy, "findings", findings),
                () -> findings.forEach(finding -> print(finding, context)));
        return healthy ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    static boolean isHealthy(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.verdict() == Severity.problem);
    }

    /** Whether both roles can connect. */
    private static Finding reach(Database database) {
        try (Connection _ = database.read();
                Connection _ = database.readAsOwner()) {
            return Finding.ok(
                    "%s lets in %s and %s".formatted(database.place(), database.user(), database.ownerUser()));
        } catch (SQLException e) {
            return Finding.problem(
                    String.valueOf(e.getMessage()),
                    "Check that it runs, and that DB_HOST, DB_PORT, DB_NAME and the roles are those of the nodes.");
        }
    }

    private static void print(Finding finding, CommandContext context) {
        String verdict = "%-7s".formatted(finding.verdict());
        context.out()
                .printf(
                        "%s  %-25s  %s%n",
                        context.ansi().string("@|" + STYLES.get(finding.verdict()) + " " + verdict + "|@"),
                        finding.check(),
                        Words.plain(finding.found()));
        if (!finding.remedy().isEmpty()) {
            context.out().printf("%36s%s%n", "", finding.remedy());
        }
    }
}
